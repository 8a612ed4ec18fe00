using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Asterisk;

/// <summary>
/// Reads the dialplan that FreePBX generates, whose numbers are calls of its own macros: extensions of <c>ext-local</c>, ring groups of <c>ext-group</c> and
/// inbound numbers of <c>ext-did-0001</c> and <c>ext-did-0002</c>. All other contexts are FreePBX's own.
/// </summary>
internal sealed partial class FreePbxDialplan(DialplanReader dialplan, SiteDraft site, ExtensionDrafts extensions, ImportFindings findings)
{
    private const string Local = "ext-local";
    private const string GroupContext = "ext-group";
    private const string Direct = "from-did-direct";
    private const string Custom = "from-internal-custom";
    private readonly HashSet<DialplanNumber> _understood = [];

    /// <summary>The numbers of extensions.</summary>
    public List<DialplanNumber> Own { get; } = [];

    public List<GroupDraft> Groups { get; } = [];

    public List<RouteDraft> Routes { get; } = [];

    public static bool IsIn(DialplanReader dialplan) => dialplan.Numbers.Exists(n => n.Context == Local && n.Steps.Exists(s => MacroOf(s)?.Name == "exten-vm"));

    /// <summary>Which login each number is called by; before the endpoints become extensions.</summary>
    public void FindExtensions(IReadOnlyCollection<PbxEndpoint> endpoints)
    {
        var byLogin = endpoints.GroupBy(e => e.Login, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        foreach (var number in dialplan.Numbers.Where(n => n.Context == Local && ExtensionDrafts.IsNumber(n.Number) && n.Steps.Exists(s => MacroOf(s)?.Name == "exten-vm")))
        {
            _understood.Add(number);
            Own.Add(number);
            var device = Device.Match(number.Hint ?? "") is { Success: true } hint ? hint.Groups["login"].Value : number.Number;
            if (byLogin.TryGetValue(device, out var endpoint) && extensions.FindLogin(device) is null)
            {
                var extension = extensions.Add(number.Number, endpoint.File, endpoint.Line);
                extensions.Register(extension, device);
                extension.RingSeconds = number.Steps.Select(s => Timer.Match(s.Data)).FirstOrDefault(m => m.Success) is { } timer ? int.Parse(timer.Groups["seconds"].Value, CultureInfo.InvariantCulture) : null;
            }
        }
    }

    /// <summary>Leaves in the dialplan what an administrator wrote beside what FreePBX generates.</summary>
    public void FindAll()
    {
        foreach (var number in dialplan.Numbers.Where(n => n.Context == GroupContext && ExtensionDrafts.IsNumber(n.Number)))
        {
            FindGroup(number);
        }

        foreach (var number in dialplan.Numbers.Where(n => n.Context.StartsWith("ext-did-", StringComparison.Ordinal)))
        {
            FindRoute(number);
        }

        // The ways into a mailbox that FreePBX writes beside each extension.
        _understood.UnionWith(dialplan.Numbers.Where(n => n.Context == Local && (n.Number is "h" or "vmret" || n.Steps.Exists(s => MacroOf(s)?.Name == "vm"))));
        foreach (var context in dialplan.Numbers.Where(n => !_understood.Contains(n) && n.Context != Custom).GroupBy(n => n.Context, StringComparer.Ordinal))
        {
            var first = context.First();
            var numbers = context.Select(n => n.Number).ToList();
            findings.Left(first.File, first.Line, $"[{context.Key}] stays FreePBX's own: {string.Join(", ", numbers.Take(5))}{(numbers.Count > 5 ? $" and {numbers.Count - 5} more" : "")}.");
        }

        var custom = dialplan.Numbers.Where(n => n.Context == Custom).Select(n => n with { Context = site.Context }).ToList();
        dialplan.Numbers.Clear();
        dialplan.Numbers.AddRange(custom);
        dialplan.Includes.Clear();
    }

    [GeneratedRegex(@"^(PJSIP|SIP)/(?<login>[A-Za-z0-9._-]+)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Device { get; }

    [GeneratedRegex(@"^__RINGTIMER=.*:(?<seconds>[0-9]{1,4})\)\}?$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Timer { get; }

    [GeneratedRegex(@"^(macro-)?(?<name>[a-z-]+),s,1\((?<arguments>.*)\)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Subroutine { get; }

    /// <summary><c>Macro(dial,20,...)</c>, or since Asterisk has no macros any more <c>Gosub(macro-dial,s,1(20,...))</c>.</summary>
    private static (string Name, string[] Arguments)? MacroOf(DialplanStep step)
    {
        if (step.Application.Equals("Macro", StringComparison.OrdinalIgnoreCase))
        {
            var parts = step.Data.Split(',', StringSplitOptions.TrimEntries);
            return (parts[0], parts[1..]);
        }

        return step.Application.Equals("Gosub", StringComparison.OrdinalIgnoreCase) && Subroutine.Match(step.Data) is { Success: true } call
            ? (call.Groups["name"].Value, call.Groups["arguments"].Value.Split(',', StringSplitOptions.TrimEntries))
            : null;
    }

    private void FindGroup(DialplanNumber number)
    {
        var at = number.Steps.FindIndex(s => MacroOf(s) is { Name: "dial", Arguments.Length: >= 3 });
        if (at < 0)
        {
            return;
        }

        var arguments = MacroOf(number.Steps[at])!.Value.Arguments;
        var members = arguments[^1].Split('-', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var method = number.Steps.Select(s => s.Data).FirstOrDefault(d => d.StartsWith("RingGroupMethod=", StringComparison.Ordinal) && d.Length > "RingGroupMethod=".Length)?["RingGroupMethod=".Length..] ?? "ringall";
        var strangers = members.Where(m => extensions.Find(m) is null).ToList();
        if (method is not ("ringall" or "hunt") || strangers.Count > 0 || members.Length == 0)
        {
            findings.Left(number.File, number.Line, strangers.Count > 0
                ? $"ring group {number.Number} rings {string.Join(", ", strangers)}, which is no extension."
                : $"ring group {number.Number} rings by {method}, which a spec cannot say.");
            _understood.Add(number);
            return;
        }

        _understood.Add(number);
        Groups.Add(new GroupDraft(number.Number, number.File, number.Line)
        {
            Ring = [.. members],
            IsInOrder = method == "hunt",
            Seconds = int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 25,
            Otherwise = Destination(number.Steps.Skip(at + 1)),
        });
    }

    private void FindRoute(DialplanNumber number)
    {
        var digits = number.Number.TrimStart('+');
        var jump = number.Steps.FindLast(s => s.Application.Equals("Goto", StringComparison.OrdinalIgnoreCase));
        if ((number.Number == "s" || (digits.Length > 0 && digits.All(char.IsAsciiDigit))) && jump?.Data.Split(',', StringSplitOptions.TrimEntries) is [var context, var target, "1"]
            && context is Direct or Local or GroupContext && ExtensionDrafts.IsNumber(target))
        {
            _understood.Add(number);
            Routes.Add(new RouteDraft(number.Number, number.Context, number.File, number.Line) { Ring = [target] });
        }
        else if (jump is not null)
        {
            _understood.Add(number);
            findings.Left(number.File, number.Line, $"the inbound number {number.Number} goes to {jump.Data}, which is neither an extension nor a ring group.");
        }
    }

    /// <summary>The first place that the call goes to when nobody answers; null: it is hung up.</summary>
    private static WrittenMap? Destination(IEnumerable<DialplanStep> steps)
    {
        foreach (var step in steps.Where(s => s.Application.Equals("Goto", StringComparison.OrdinalIgnoreCase)))
        {
            switch (step.Data.Split(',', StringSplitOptions.TrimEntries))
            {
                case [Local, ['v', 'm', _, .. var box], "1"] when ExtensionDrafts.IsNumber(box):
                    return WrittenMap.Of("voicemail", WrittenMap.Scalar(box));
                case [Direct or Local, var extension, "1"] when ExtensionDrafts.IsNumber(extension):
                    return WrittenMap.Of("extension", WrittenMap.Scalar(extension));
                case [GroupContext, var group, "1"]:
                    return WrittenMap.Of("group", WrittenMap.Scalar(group));
                case ["app-blackhole", "hangup", _]:
                    return null;
                case [var context, var target, var priority]:
                    return WrittenMap.Of("goto", new WrittenText($"{context},{target},{priority}"));
                default:
                    break;
            }
        }

        return null;
    }
}
