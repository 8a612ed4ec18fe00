using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Core.Phones;
using Reconciler.Import.Drafts;

namespace Reconciler.Import.Phones;

/// <summary>Values of the site that no phone owns, by the vote of its phones.</summary>
internal static partial class SiteVotes
{
    private static readonly string[] EmergencyNumbers = ["000", "110", "111", "112", "118", "119", "911", "933", "999", "9911"];
    private static readonly Dictionary<string, string> Codecs = new(StringComparer.Ordinal)
    {
        ["G711u"] = "ulaw",
        ["G711a"] = "alaw",
        ["G722"] = "g722",
        ["G726-32"] = "g726",
        ["G729a"] = "g729",
    };

    public static void Count(IReadOnlyList<IReadOnlyDictionary<string, DumpElement>> phones, SiteDraft site)
    {
        var lines = phones.SelectMany(LinesOf).ToList();
        if (Most(lines.Select(l => l("Proxy"))) is { Length: > 0 } proxy)
        {
            var match = HostAndPort.Match(proxy);
            site.Host ??= match.Groups["host"].Value;
            site.Port ??= match.Groups["port"].Success ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) : null;
            var own = lines.Where(l => l("Proxy") == proxy).ToList();
            site.Transport = Most(own.Select(l => l("SIP_Transport")))?.ToLowerInvariant() is var transport && transport is "tcp" or "tls" ? transport : site.Transport;
            site.RegisterSeconds ??= Number(Most(own.Select(l => l("Register_Expires"))));
            site.Nat |= IsYes(Most(own.Select(l => l("NAT_Mapping_Enable"))));
            CountCodecs(own, site);
        }

        site.Voicemail ??= Code(phones, "Voice_Mail_Number");
        site.DirectedPickup ??= Code(phones, "Attendant_Console_Call_Pickup_Code") is { } pickup && pickup.EndsWith('#') ? pickup[..^1] : null;
        if (site.Voicemail is null && Most(phones.Select(p => Of(p, "Voice_Mail_Number"))) is { Length: 0 })
        {
            site.Voicemail = "";
        }

        // Lamps that do not pick up would, by the specs' own code.
        if (site.DirectedPickup is null && phones.SelectMany(p => p).Any(e => e.Key.StartsWith("Extended_Function_", StringComparison.Ordinal) && e.Value.Value.Contains("blf", StringComparison.Ordinal)))
        {
            site.DirectedPickup = "";
        }

        site.GroupPickup ??= Code(phones, "Group_Pickup_Code");
        site.CallPark ??= Code(phones, "Call_Park_Code");
        site.CallUnpark ??= Code(phones, "Call_UnPark_Code");
        if (Most(phones.Select(p => Of(p, "SRTP_Method"))) == "s-descriptor" && IsYes(Most(phones.Select(p => Of(p, "Secure_Call_Setting")))))
        {
            site.Srtp ??= "required";
        }

        CountProvisioning(phones, site);
        CountEmergency(phones, site);
    }

    /// <summary>The elements of each line that registers, by their names without the line's number.</summary>
    public static IEnumerable<Func<string, string?>> LinesOf(IReadOnlyDictionary<string, DumpElement> phone)
    {
        for (var n = 1; n <= ProfileLayout.MostRegistrations; n++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"_{n}_");
            if (Of(phone, "User_ID" + suffix) is { Length: > 0 } && !(Of(phone, "Line_Enable" + suffix) ?? "Yes").Equals("no", StringComparison.OrdinalIgnoreCase))
            {
                yield return name => Of(phone, name + suffix);
            }
        }
    }

    /// <summary>The text that most of those that say something say.</summary>
    public static string? Most(IEnumerable<string?> texts) =>
        texts.OfType<string>().GroupBy(t => t, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    public static bool IsYes(string? text) => string.Equals(text, "yes", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^(?<host>[^:;/ ]+)(:(?<port>[0-9]+))?$", RegexOptions.ExplicitCapture, 60_000)]
    public static partial Regex HostAndPort { get; }

    /// <summary>The alternatives at the beginning of a dial plan that ring at once: <c>(911S0|112S0|</c>.</summary>
    [GeneratedRegex(@"\((?<number>[0-9]{3,4})S0\|(?:(?<number>[0-9]{3,4})S0\|)*", RegexOptions.ExplicitCapture, 60_000)]
    public static partial Regex AtOnce { get; }

    [GeneratedRegex(@"^(\[[^\]]*\])?\s*(?<url>(tftp|http|https)://[^/\s]+)?(?<path>/[A-Za-z0-9_-][A-Za-z0-9._-]*)?/(spa|cp)\$MA\.xml$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex ProfileRule { get; }

    private static string? Of(IReadOnlyDictionary<string, DumpElement> phone, string name) => phone.TryGetValue(name, out var element) ? element.Value : null;

    private static string? Code(IReadOnlyList<IReadOnlyDictionary<string, DumpElement>> phones, string name) =>
        Most(phones.Select(p => Of(p, name))) is { Length: > 0 } code && code.All(c => char.IsAsciiDigit(c) || c is '*' or '#') ? code : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void CountCodecs(List<Func<string, string?>> lines, SiteDraft site)
    {
        if (site.Codecs.Count > 0)
        {
            return;
        }

        var wanted = new List<string>();
        foreach (var name in new[] { "Preferred_Codec", "Second_Preferred_Codec", "Third_Preferred_Codec" })
        {
            if (Codecs.TryGetValue(Most(lines.Select(l => l(name))) ?? "", out var codec))
            {
                wanted.Add(codec);
            }
        }

        if (wanted.Count > 0)
        {
            foreach (var (phone, codec) in Codecs)
            {
                if (IsYes(Most(lines.Select(l => l(phone + "_Enable")))))
                {
                    wanted.Add(codec);
                }
            }
        }

        site.Codecs = [.. wanted.Distinct(StringComparer.Ordinal)];
    }

    private static void CountProvisioning(IReadOnlyList<IReadOnlyDictionary<string, DumpElement>> phones, SiteDraft site)
    {
        if (ProfileRule.Match(Most(phones.Select(p => Of(p, "Profile_Rule"))) ?? "") is { Success: true } rule)
        {
            site.Url ??= rule.Groups["url"].Success ? rule.Groups["url"].Value : null;
            site.ProfilePath ??= rule.Groups["path"].Success ? rule.Groups["path"].Value : null;
        }

        site.ResyncOnReset = Most(phones.Select(p => Of(p, "Resync_On_Reset"))) is not { } reset || IsYes(reset);
        site.ResyncSeconds ??= Number(Most(phones.Select(p => Of(p, "Resync_Periodic"))));
        site.RandomDelaySeconds ??= Number(Most(phones.Select(p => Of(p, "Resync_Random_Delay")))) * 20;
        var every = site.ResyncSeconds ?? 3600;
        var retry = Number(Most(phones.Select(p => Of(p, "Resync_Error_Retry_Delay"))));
        site.RetrySeconds ??= retry == (every > 0 ? Math.Min(every, 3600) : 3600) ? null : retry;
    }

    private static void CountEmergency(IReadOnlyList<IReadOnlyDictionary<string, DumpElement>> phones, SiteDraft site)
    {
        var plans = phones.Select(p => Of(p, "Dial_Plan_1_")).OfType<string>().ToList();
        var starts = plans.Select(p => string.Join(' ', AtOnce.Match(p).Groups["number"].Captures.Select(c => c.Value))).Distinct(StringComparer.Ordinal).ToList();
        if (starts is [{ Length: > 0 } same] && same.Split(' ') is var numbers && Array.TrueForAll(numbers, n => EmergencyNumbers.Contains(n, StringComparer.Ordinal)))
        {
            site.Emergency = [.. numbers];
        }
    }
}
