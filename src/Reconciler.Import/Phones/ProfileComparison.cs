using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Import.Drafts;

namespace Reconciler.Import.Phones;

/// <summary>Compares what a phone had with what the specs render for it, element by element.</summary>
internal sealed partial class ProfileComparison(SecretFiles secrets, KeyFunctionReader functions)
{
    /// <summary>Where a value stands that the specs decide in another way for every phone, and which says nothing of how the phone is used.</summary>
    private static readonly ImmutableHashSet<string> Own = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "SIP_User_Agent_Name", "SIP_Reg_User_Agent_Name", "Profile_Rule", "Profile_Rule_B", "Profile_Rule_C", "Profile_Rule_D", "Provision_Enable", "Resync_Trigger_1", "Resync_Trigger_2", "Resync_From_SIP", "Upgrade_Enable", "Upgrade_Rule", "Server_Type", "Repeat", "Agent_{n}_");

    private static readonly HashSet<string> Time = new(StringComparer.Ordinal)
    {
        "Time_Zone", "Time_Zone_Name", "Daylight_Saving_Time_Enable", "Daylight_Saving_Type", "Daylight_Saving_Start", "Daylight_Saving_End", "Daylight_Saving_Offset",
    };

    /// <summary>Each element that differs, is not there on one side, or is said in other words.</summary>
    /// <param name="had">The elements of the phone's file.</param>
    /// <param name="common">The same in the SPA phones' words.</param>
    /// <param name="model">The phone's.</param>
    /// <param name="rendered">All that the specs render for it.</param>
    public IEnumerable<ElementDifference> Compare(IReadOnlyDictionary<string, DumpElement> had, IReadOnlyDictionary<string, DumpElement> common, PhoneModel model, PhoneProfile rendered)
    {
        var side = new Side(FamilyTerms.Of(model), common, model, rendered);
        foreach (var parameter in rendered.Parameters)
        {
            if (had.TryGetValue(parameter.Name, out var element) && !IsSame(element, parameter, model))
            {
                yield return new ElementDifference(element, parameter.Value.HasSecret ? "***" : parameter.Value.Masked, KindOf(element, parameter, side), parameter.Value.HasSecret);
            }
        }

        var layout = ProfileLayout.Of(model);
        var added = rendered.Parameters.Skip(layout.Names.Length).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, element) in had)
        {
            if (layout.Find(name) < 0 && !added.Contains(name))
            {
                yield return new ElementDifference(element, null, DifferenceKind.Unsaid, IsSecret: false);
            }
        }
    }

    /// <summary>Elements of which the file says nothing, so that a phone has them as it was made, and which the specs set to something else.</summary>
    public static IEnumerable<string> Added(IReadOnlyDictionary<string, DumpElement> had, PhoneModel model, PhoneProfile rendered)
    {
        foreach (var parameter in rendered.Parameters.Where(p => !had.ContainsKey(p.Name)))
        {
            var (known, text) = (ParameterCatalogue.Of(model).Find(parameter.Name), parameter.Value.Masked);
            var factory = known?.DefaultOn(model) ?? "";
            if (text != factory && (known?.Canonical(text, model) is not { } canonical || canonical != known.Canonical(factory, model)))
            {
                yield return parameter.Name;
            }
        }
    }

    private bool IsSame(DumpElement element, ProfileParameter parameter, PhoneModel model)
    {
        if (parameter.Value.HasSecret)
        {
            var open = parameter.Value.Masked;
            foreach (var secret in parameter.Value.Secrets)
            {
                if (secret.Reference.Name is not { } file || !secrets.All.TryGetValue(file, out var value))
                {
                    return PhoneLines.IsMask(element.Value);
                }

                open = open.Replace(secret.Reference.ToString(), value, StringComparison.Ordinal);
            }

            return open == element.Value;
        }

        var text = parameter.Value.Masked;
        return text == element.Value
            || (ParameterCatalogue.Of(model).Find(element.Name) is { } known && (known.IsSecret && PhoneLines.IsMask(element.Value) || (known.Canonical(element.Value, model) is { } canonical && canonical == known.Canonical(text, model))));
    }

    private DifferenceKind KindOf(DumpElement element, ProfileParameter parameter, Side side)
    {
        var (terms, had) = (side.Terms, side.Common);
        var (name, value, text) = (terms.CommonOf(element.Name), element.Value, parameter.Value.Masked);
        if (Own.Contains(name) || Own.Contains(terms.Family.Managed.PatternOf(element.Name) ?? ""))
        {
            return DifferenceKind.Reconcilers;
        }

        if ((terms.EmptyIsFactory && value.Length == 0 && (text == ParameterCatalogue.Of(side.Model).Find(element.Name)?.DefaultOn(side.Model) || IsLabelOfLine(name, had))) || (Time.Contains(name) && side.HasSameClock()))
        {
            return DifferenceKind.Reworded;
        }

        var index = Number.Match(name).Value;
        if (name.StartsWith("Extended_Function_", StringComparison.Ordinal) || name.Contains("_Key_", StringComparison.Ordinal))
        {
            return functions.Meaning(value) == functions.Meaning(text) ? DifferenceKind.Reworded : DifferenceKind.Differs;
        }

        // A key that carries a line which does not register shows nothing.
        if (name.StartsWith("Extension_", StringComparison.Ordinal) && text == "Disabled" && int.TryParse(value, out var unused) && !PhoneLines.IsOn(had, unused))
        {
            return DifferenceKind.Reworded;
        }

        if (name.Contains("Auth_ID_", StringComparison.Ordinal) && had.TryGetValue("Auth_ID_" + index, out var auth) && had.TryGetValue("User_ID_" + index, out var login) && auth.Value == login.Value)
        {
            return DifferenceKind.Reworded;
        }

        if (name.StartsWith("Short_Name_", StringComparison.Ordinal) || name.StartsWith("Display_Name_", StringComparison.Ordinal))
        {
            // A key may carry another line than the one that its number counts.
            var isFunction = had.TryGetValue("Extension_" + index, out var line) && line.Value == "Disabled";
            var carried = name[0] == 'S' && line is { Value: not null } && int.TryParse(line.Value, out _) ? line.Value + "_" : index;
            var user = had.TryGetValue("User_ID_" + carried, out var own) ? own.Value : "";
            var isOff = name[0] == 'D' && !PhoneLines.IsOn(had, int.Parse(index.TrimEnd('_'), System.Globalization.CultureInfo.InvariantCulture));
            return value.Replace("$USER", user, StringComparison.Ordinal) == text || isOff || (name[0] == 'S' && isFunction) ? DifferenceKind.Reworded : DifferenceKind.Differs;
        }

        // What a line has that does not register, and a rule of a clock that does not follow it, is never used.
        var isOfUnusedLine = terms.IsOfLine(element.Name) && terms.Family.Managed.IsRefused(element.Name) && index.Length > 0
            && !PhoneLines.IsOn(had, int.Parse(index.TrimEnd('_'), System.Globalization.CultureInfo.InvariantCulture));
        return isOfUnusedLine || (name == "Daylight_Saving_Time_Rule" && had.TryGetValue("Daylight_Saving_Time_Enable", out var saves) && !SiteVotes.IsYes(saves.Value))
            ? DifferenceKind.Reworded
            : DifferenceKind.Differs;
    }

    // A line's key without a label shows the line's own.
    private static bool IsLabelOfLine(string name, IReadOnlyDictionary<string, DumpElement> had) =>
        name.StartsWith("Short_Name_", StringComparison.Ordinal) && (!had.TryGetValue("Extension_" + Number.Match(name).Value, out var line) || line.Value != "Disabled");

    private sealed class Side(FamilyTerms terms, IReadOnlyDictionary<string, DumpElement> common, PhoneModel model, PhoneProfile rendered)
    {
        private bool? _hasSameClock;

        public FamilyTerms Terms { get; } = terms;

        public IReadOnlyDictionary<string, DumpElement> Common { get; } = common;

        public PhoneModel Model { get; } = model;

        /// <summary>Families that know zones by name say the same clock in several ways.</summary>
        public bool HasSameClock() => _hasSameClock ??= Terms.EmptyIsFactory && ClockOf(Common) is { Length: > 0 } clock
            && clock == ClockOf(Terms.Common(rendered.Parameters.Where(p => !p.Value.HasSecret).ToDictionary(p => p.Name, p => new DumpElement(p.Name, p.Value.Masked, 0), StringComparer.Ordinal)));

        private static string ClockOf(IReadOnlyDictionary<string, DumpElement> elements) =>
            elements.TryGetValue("Time_Zone", out var zone) && elements.TryGetValue("Daylight_Saving_Time_Rule", out var rule) ? $"{zone.Value} {rule.Value}" : "";
    }

    [GeneratedRegex("[0-9]+_$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Number { get; }
}

/// <summary>An element that is not the same.</summary>
/// <param name="Had">The element in the file.</param>
/// <param name="Rendered">The text that the specs render; null: they do not speak of it. A secret is never shown.</param>
/// <param name="Kind">How much it matters.</param>
/// <param name="IsSecret">Neither side may be shown.</param>
internal sealed record ElementDifference(DumpElement Had, string? Rendered, DifferenceKind Kind, bool IsSecret);

/// <summary>How much a difference matters to the phone.</summary>
internal enum DifferenceKind
{
    /// <summary>The phone will behave in another way.</summary>
    Differs,

    /// <summary>The same in other words, or nothing that is used.</summary>
    Reworded,

    /// <summary>Reconciler needs its own value there, on all phones.</summary>
    Reconcilers,

    /// <summary>The rendered profile does not speak of it, so that the phone keeps what it has.</summary>
    Unsaid,
}
