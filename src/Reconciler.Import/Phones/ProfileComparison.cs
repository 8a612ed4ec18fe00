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
        "SIP_User_Agent_Name", "SIP_Reg_User_Agent_Name", "Profile_Rule", "Profile_Rule_B", "Profile_Rule_C", "Profile_Rule_D", "Provision_Enable", "Resync_Trigger_1", "Resync_Trigger_2", "Resync_From_SIP", "Upgrade_Enable", "Upgrade_Rule", "Server_Type");

    /// <summary>Each element that differs, is not there on one side, or is said in other words.</summary>
    public IEnumerable<ElementDifference> Compare(IReadOnlyDictionary<string, DumpElement> had, PhoneModel model, PhoneProfile rendered)
    {
        foreach (var parameter in rendered.Parameters)
        {
            if (had.TryGetValue(parameter.Name, out var element) && !IsSame(element, parameter, model))
            {
                yield return new ElementDifference(element, parameter.Value.HasSecret ? "***" : parameter.Value.Masked, KindOf(element, parameter, had), parameter.Value.HasSecret);
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
            return parameter.Value.Secrets.All(s => s.Reference.Name is { } file ? secrets.All.GetValueOrDefault(file) == element.Value : PhoneLines.IsMask(element.Value));
        }

        var text = parameter.Value.Masked;
        return text == element.Value
            || (ParameterCatalogue.Of(model).Find(element.Name) is { } known && (known.IsSecret && PhoneLines.IsMask(element.Value) || (known.Canonical(element.Value, model) is { } canonical && canonical == known.Canonical(text, model))));
    }

    private DifferenceKind KindOf(DumpElement element, ProfileParameter parameter, IReadOnlyDictionary<string, DumpElement> had)
    {
        var (name, value, text) = (element.Name, element.Value, parameter.Value.Masked);
        if (Own.Contains(name))
        {
            return DifferenceKind.Reconcilers;
        }

        var index = Number.Match(name).Value;
        if (name.StartsWith("Extended_Function_", StringComparison.Ordinal) || name.Contains("_Key_", StringComparison.Ordinal))
        {
            return functions.Meaning(value) == functions.Meaning(text) ? DifferenceKind.Reworded : DifferenceKind.Differs;
        }

        if (name.StartsWith("Short_Name_", StringComparison.Ordinal) || name.StartsWith("Display_Name_", StringComparison.Ordinal))
        {
            var user = had.TryGetValue("User_ID_" + index, out var own) ? own.Value : "";
            var isFunction = had.TryGetValue("Extension_" + index, out var line) && line.Value == "Disabled";
            var isOff = name[0] == 'D' && !PhoneLines.IsOn(had, int.Parse(index.TrimEnd('_'), System.Globalization.CultureInfo.InvariantCulture));
            return value.Replace("$USER", user, StringComparison.Ordinal) == text || isOff || (name[0] == 'S' && isFunction) ? DifferenceKind.Reworded : DifferenceKind.Differs;
        }

        // What a line has that does not register, and a rule of a clock that does not follow it, is never used.
        var isOfUnusedLine = SpaPhones.Managed.IsRefused(name) && index.Length > 0 && !name.StartsWith("Unit_", StringComparison.Ordinal) && !name.StartsWith("Extension_", StringComparison.Ordinal)
            && !PhoneLines.IsOn(had, int.Parse(index.TrimEnd('_'), System.Globalization.CultureInfo.InvariantCulture));
        return isOfUnusedLine || (name == "Daylight_Saving_Time_Rule" && had.TryGetValue("Daylight_Saving_Time_Enable", out var saves) && !SiteVotes.IsYes(saves.Value))
            ? DifferenceKind.Reworded
            : DifferenceKind.Differs;
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
