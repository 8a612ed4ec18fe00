using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Asterisk;

/// <summary>Judges what the numbers of a dialplan are: extensions, ring groups, inbound numbers and feature codes. What is none of them stays the administrator's.</summary>
internal sealed partial class DialplanMeaning(DialplanReader dialplan, IReadOnlyCollection<PbxEndpoint> endpoints, SiteDraft site, ExtensionDrafts extensions, ImportFindings findings)
{
    private readonly Dictionary<string, PbxEndpoint> _byLogin = endpoints.GroupBy(e => e.Login, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
    private readonly HashSet<DialplanNumber> _understood = [];

    public List<GroupDraft> Groups { get; } = [];

    /// <summary>The numbers that ring one extension.</summary>
    public List<DialplanNumber> Own { get; } = [];

    public List<RouteDraft> Routes { get; } = [];

    /// <summary>Numbers that the specs say.</summary>
    public IReadOnlySet<DialplanNumber> Understood => _understood;

    /// <summary>Which number each login is called by, and how it rings: before anything else refers to it.</summary>
    public void FindExtensions()
    {
        foreach (var number in dialplan.Numbers.Where(n => ExtensionDrafts.IsNumber(n.Number)))
        {
            var login = number.Hint is { } hint ? Channels(hint.Split(',')[0]) is [var watched] ? watched : null : null;
            login ??= Dials(number) is [var only] && Channels(Arguments(only)[0]) is [var called] && (called == number.Number || _byLogin.GetValueOrDefault(called)?.CallerNumber == number.Number) ? called : null;
            if (login is not null && _byLogin.TryGetValue(login, out var endpoint) && extensions.FindLogin(login) is null)
            {
                var extension = extensions.Add(number.Number, endpoint.File, endpoint.Line);
                extensions.Register(extension, login);
            }
        }
    }

    public void FindAll()
    {
        var copies = dialplan.Includes.Keys.Where(c => c.EndsWith("-numbers", StringComparison.Ordinal) && dialplan.Includes.ContainsKey(c[..^"-numbers".Length])).ToHashSet(StringComparer.Ordinal);
        var numbers = dialplan.Numbers.Where(n => !copies.Contains(n.Context)).ToList();
        foreach (var number in numbers)
        {
            if (number.Context == site.Context || extensions.Find(number.Number) is { } known && known.Context == number.Context)
            {
                FindOwn(number);
            }
        }

        // Phones reach codes in what their context includes as well.
        var included = dialplan.Includes.GetValueOrDefault(site.Context) ?? [];
        foreach (var number in numbers.Where(n => !_understood.Contains(n) && n.Context != site.Context))
        {
            if (!included.Contains(number.Context) || !Feature(number))
            {
                FindRoute(number);
            }
        }

        foreach (var number in numbers.Where(n => !_understood.Contains(n)))
        {
            findings.Left(number.File, number.Line, $"{number.Number} in [{number.Context}] ({(number.Steps is [var first, ..] ? first.Application : "a hint")}) stays in the administrator's own dialplan.");
        }

        FindContexts(copies);
    }

    [GeneratedRegex(@"^(PJSIP|SIP)/(?<login>[A-Za-z0-9._-]+)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Device { get; }

    [GeneratedRegex(@"^\$\{PJSIP_DIAL_CONTACTS\((?<login>[A-Za-z0-9._-]+)\)\}$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Contacts { get; }

    [GeneratedRegex("^Local/(?<number>[0-9]+)@", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Local { get; }

    [GeneratedRegex(@"^(?<number>[0-9]+)(@[A-Za-z0-9_-]+)?$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Box { get; }

    [GeneratedRegex(@"^_(?<prefix>[0-9*#]+)(X+|X?\.|\[[0-9-]+\]X*\.?)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Prefixed { get; }

    private void FindContexts(HashSet<string> copies)
    {
        foreach (var (context, includes) in dialplan.Includes)
        {
            var own = includes.Where(i => i != site.Context && !copies.Contains(i)).ToList();
            if (context == site.Context ? own.Count > 0 : extensions.All.Any(e => e.Context == context) || includes.Exists(i => copies.Contains(i)))
            {
                site.Contexts[context] = own;
            }
        }
    }

    private void FindOwn(DialplanNumber number)
    {
        var dials = Dials(number);
        if (extensions.Find(number.Number) is { } extension && extension.Login is { } login)
        {
            _understood.Add(number);
            Own.Add(number);
            if (dials is [var dial])
            {
                var arguments = Arguments(dial);
                extension.RingSeconds = Seconds(arguments) ?? extension.RingSeconds;
                extension.RingOptions = arguments.Length > 2 ? arguments[2] : "";
                if (Channels(arguments[0]) is not [var called] || called != login)
                {
                    findings.Left(dial.File, dial.Line, $"extension {number.Number} rings more or other than its own device: {arguments[0]}.");
                }
            }

            foreach (var step in number.Steps.Where(s => s.Application.ToUpperInvariant() is not ("DIAL" or "HANGUP" or "VOICEMAIL" or "NOOP" or "ANSWER")))
            {
                findings.Left(step.File, step.Line, $"extension {number.Number} does {step.Application}, which its spec cannot say.");
            }

            return;
        }

        if (Feature(number) || dials.Count == 0)
        {
            return;
        }

        var members = dials.Select(d => Members(Arguments(d)[0])).ToList();
        if (ExtensionDrafts.IsNumber(number.Number) && members.TrueForAll(m => m is { Count: > 0 }) && (members.Count == 1 || members.TrueForAll(m => m!.Count == 1)))
        {
            _understood.Add(number);
            Groups.Add(new GroupDraft(number.Number, number.File, number.Line)
            {
                Ring = [.. members.SelectMany(m => m!)],
                IsInOrder = members.Count > 1,
                Seconds = Seconds(Arguments(dials[0])) ?? 25,
                Otherwise = Destination(number),
            });
        }
    }

    private bool Feature(DialplanNumber number)
    {
        var application = number.Steps.Select(s => s.Application.ToUpperInvariant()).FirstOrDefault(a => a is "VOICEMAILMAIN" or "PICKUP" or "PICKUPCHAN");
        var data = number.Steps.FirstOrDefault(s => s.Application.Equals(application, StringComparison.OrdinalIgnoreCase))?.Data ?? "";
        var isOneNumber = number.Number[0] != '_';
        // Of two codes that do one thing the specs say the first.
        var isSaid = application switch
        {
            "VOICEMAILMAIN" when isOneNumber => (site.Voicemail ??= number.Number) == number.Number,
            "PICKUP" when isOneNumber && data.Length == 0 => (site.GroupPickup ??= number.Number) == number.Number,
            "PICKUP" or "PICKUPCHAN" when Prefixed.Match(number.Number) is { Success: true } prefixed => (site.DirectedPickup ??= prefixed.Groups["prefix"].Value) == prefixed.Groups["prefix"].Value,
            "PICKUPCHAN" => site.DirectedPickup is { } prefix && number.Number.StartsWith(prefix, StringComparison.Ordinal),
            _ => false,
        };
        return isSaid && _understood.Add(number);
    }

    private void FindRoute(DialplanNumber number)
    {
        if (number.Number != "s" && !(number.Number.TrimStart('+') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit)))
        {
            return;
        }

        var route = new RouteDraft(number.Number, number.Context, number.File, number.Line);
        var dials = Dials(number);
        if (dials is [var dial] && Members(Arguments(dial)[0]) is { Count: > 0 } members)
        {
            var arguments = Arguments(dial);
            (route.Ring, route.Seconds, route.Options, route.Otherwise) = (members, Seconds(arguments) ?? 25, arguments.Length > 2 ? arguments[2] : "", Destination(number));
        }
        else if (dials.Count == 0 && number.Steps.Find(s => s.Application.Equals("Goto", StringComparison.OrdinalIgnoreCase)) is { } jump
            && jump.Data.Split(',', StringSplitOptions.TrimEntries) is [var context, var target, "1"] && context == site.Context && ExtensionDrafts.IsNumber(target))
        {
            route.Ring = [target];
        }
        else
        {
            return;
        }

        _understood.Add(number);
        Routes.Add(route);
    }

    /// <summary>Where the call ends; null: it is hung up.</summary>
    private WrittenMap? Destination(DialplanNumber number)
    {
        var last = number.Steps.FindLast(s => s.Application.ToUpperInvariant() is "VOICEMAIL" or "GOTO");
        if (last is null)
        {
            return null;
        }

        var parts = last.Data.Split(',', StringSplitOptions.TrimEntries);
        if (last.Application.Equals("VoiceMail", StringComparison.OrdinalIgnoreCase))
        {
            return Box.Match(parts[0]) is { Success: true } box ? WrittenMap.Of("voicemail", WrittenMap.Scalar(box.Groups["number"].Value)) : null;
        }

        var (context, target) = parts.Length > 2 ? (parts[0], parts[1]) : (site.Context, parts[0]);
        return context == site.Context && extensions.Find(target) is not null ? WrittenMap.Of("extension", WrittenMap.Scalar(target))
            : context == site.Context && dialplan.Numbers.Exists(n => n.Context == context && n.Number == target && Dials(n).Count > 0) ? WrittenMap.Of("group", WrittenMap.Scalar(target))
            : WrittenMap.Of("goto", new WrittenText($"{context},{target},{parts[^1]}"));
    }

    /// <summary>The numbers that a Dial rings; null where it rings what is none of ours.</summary>
    private List<string>? Members(string targets)
    {
        var members = targets.Split('&', StringSplitOptions.TrimEntries).Select(t =>
            Local.Match(t) is { Success: true } local ? local.Groups["number"].Value : Login(t) is { } login ? extensions.FindLogin(login)?.Number : null).ToList();
        return members.TrueForAll(m => m is not null) ? [.. members.OfType<string>()] : null;
    }

    public static List<string> Channels(string targets) => [.. targets.Split('&', StringSplitOptions.TrimEntries).Select(Login).OfType<string>()];

    private static string? Login(string target) =>
        Device.Match(target) is { Success: true } device ? device.Groups["login"].Value : Contacts.Match(target) is { Success: true } contacts ? contacts.Groups["login"].Value : null;

    private static List<DialplanStep> Dials(DialplanNumber number) => number.Steps.FindAll(s => s.Application.Equals("Dial", StringComparison.OrdinalIgnoreCase));

    private static string[] Arguments(DialplanStep dial) => dial.Data.Split(',', StringSplitOptions.TrimEntries);

    private static int? Seconds(string[] arguments) =>
        arguments.Length > 1 && int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
