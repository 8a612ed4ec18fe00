using System.Globalization;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Makes endpoints of the sections of pjsip.conf, pjsip_wizard.conf and sip.conf.</summary>
internal sealed class EndpointReader(ImportFindings findings)
{
    // What Reconciler writes for each endpoint, or what a key of the specs says, with the value that it writes where there is but one.
    private static readonly Dictionary<string, string?> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["type"] = null,
        ["context"] = null,
        ["aors"] = null,
        ["auth"] = null,
        ["outbound_auth"] = null,
        ["callerid"] = null,
        ["mailboxes"] = null,
        ["call_group"] = null,
        ["pickup_group"] = null,
        ["disallow"] = "all",
        ["allow"] = null,
        ["subscribe_context"] = null,
        ["allow_subscribe"] = "yes",
        ["direct_media"] = "no",
        ["dtmf_mode"] = "rfc4733",
        ["force_rport"] = null,
        ["rewrite_contact"] = null,
        ["rtp_symmetric"] = null,
        ["media_encryption"] = null,
        ["media_encryption_optimistic"] = null,
        ["callcounter"] = "yes",
        ["subscribecontext"] = null,
        ["qualify"] = "yes",
        ["dtmfmode"] = "rfc2833",
        ["directmedia"] = "no",
        ["canreinvite"] = "no",
        ["encryption"] = null,
        ["nat"] = null,
        ["secret"] = null,
        ["host"] = null,
        ["mailbox"] = null,
        ["callgroup"] = null,
        ["pickupgroup"] = null,
        ["username"] = null,
        ["defaultuser"] = null,
        ["fullname"] = null,
        ["cid_number"] = null,
    };

    public IEnumerable<PbxEndpoint> Pjsip(IReadOnlyList<ConfSectionText> sections)
    {
        var byType = sections.Where(s => !s.IsTemplate).ToLookup(s => s.Text("type") ?? "", StringComparer.OrdinalIgnoreCase);
        var auths = Last(byType["auth"]);
        var aors = Last(byType["aor"]);
        var used = new HashSet<ConfSectionText>(ReferenceEqualityComparer.Instance);
        foreach (var endpoint in byType["endpoint"])
        {
            var auth = (endpoint.Text("auth") ?? "").Split(',')[0].Trim() is { Length: > 0 } name ? auths.GetValueOrDefault(name) : null;
            var aor = (endpoint.Text("aors") ?? "").Split(',')[0].Trim() is { Length: > 0 } of ? aors.GetValueOrDefault(of) : null;
            if (auth is null || aor?.Text("contact") is not null)
            {
                findings.Left(endpoint.File, endpoint.Line, $"[{endpoint.Name}] is no phone that registers (a trunk?): it stays in the administrator's own file.");
                continue;
            }

            var phone = Endpoint(endpoint, auth.Text("username") ?? endpoint.Name, auth.Find("password") ?? auth.Find("md5_cred"), Number(aor?.Text("maximum_expiration") ?? aor?.Text("default_expiration")), endpoint.Lines);
            phone.AddOptions("auth", auth.Lines);
            phone.AddOptions("aor", aor?.Lines ?? []);
            used.UnionWith(aor is null ? [auth] : [auth, aor]);
            yield return phone;
        }

        foreach (var unused in byType["auth"].Concat(byType["aor"]).Where(s => !used.Contains(s)))
        {
            findings.Left(unused.File, unused.Line, $"[{unused.Name}] ({unused.Text("type")}) belongs to no phone: it stays in the administrator's own file.");
        }

        foreach (var wizard in byType["wizard"])
        {
            if (!IsYes(wizard.Text("accepts_registrations")) || wizard.Text("remote_hosts") is not null)
            {
                findings.Left(wizard.File, wizard.Line, $"[{wizard.Name}] is no phone that registers (a trunk?): it stays in the administrator's own file.");
                continue;
            }

            var own = Part(wizard, "endpoint/");
            var phone = Endpoint(
                wizard with { Lines = own }, wizard.Text("inbound_auth/username") ?? wizard.Name, wizard.Find("inbound_auth/password"), Number(wizard.Text("aor/maximum_expiration") ?? wizard.Text("aor/default_expiration")), own);
            phone.AddOptions("auth", Part(wizard, "inbound_auth/"));
            phone.AddOptions("aor", Part(wizard, "aor/"));
            yield return phone;
        }

        foreach (var other in byType.Where(g => g.Key is not ("endpoint" or "auth" or "aor" or "wizard")).SelectMany(g => g))
        {
            findings.Left(other.File, other.Line, $"[{other.Name}] ({other.Text("type") ?? "without a type"}) stays in the administrator's own file.");
        }
    }

    public IEnumerable<PbxEndpoint> Sip(IReadOnlyList<ConfSectionText> sections)
    {
        var general = sections.FirstOrDefault(s => s.Name.Equals("general", StringComparison.OrdinalIgnoreCase));
        foreach (var section in sections.Where(s => !s.IsTemplate))
        {
            if (section == general || section.Name.Equals("authentication", StringComparison.OrdinalIgnoreCase))
            {
                findings.Note(section.File, section.Line, $"[{section.Name}] stays in the administrator's own file.");
                foreach (var line in section.Lines.Where(l => l.Name.Equals("register", StringComparison.OrdinalIgnoreCase)))
                {
                    // All before the @ may be a secret.
                    findings.Left(line.File, line.Line, $"The registration at {line.Value[(line.Value.LastIndexOf('@') + 1)..].Split('/')[0]} stays in the administrator's own file.");
                }

                continue;
            }

            if (section.Text("host")?.Equals("dynamic", StringComparison.OrdinalIgnoreCase) != true || (section.Text("secret") ?? section.Text("md5secret")) is null)
            {
                findings.Left(section.File, section.Line, $"[{section.Name}] is no phone that registers with a password (a trunk?): it stays in the administrator's own file.");
                continue;
            }

            var defaults = general?.Lines.Where(l => l.Name.ToUpperInvariant() is "CONTEXT" or "DISALLOW" or "ALLOW" or "NAT" or "DTMFMODE" or "DIRECTMEDIA") ?? [];
            yield return Endpoint(section with { Lines = [.. defaults, .. section.Lines] }, section.Name, section.Find("secret"), null, section.Lines, isChanSip: true);
        }
    }

    private PbxEndpoint Endpoint(ConfSectionText section, string login, ConfLine? password, int? expires, IReadOnlyList<ConfLine> own, bool isChanSip = false)
    {
        var (name, number) = CallerId(section.Text("callerid") ?? (section.Text("fullname") is { } full ? $"\"{full}\" <{section.Text("cid_number") ?? login}>" : ""));
        var endpoint = new PbxEndpoint(login, isChanSip, section.File, section.Line)
        {
            Password = password,
            CallerName = name,
            CallerNumber = number,
            Context = section.Text("context"),
            Mailbox = (section.Text("mailboxes") ?? section.Text("mailbox"))?.Split(',')[0].Split('@')[0].Trim(),
            PickupGroups = Groups(section.Text("pickup_group") ?? section.Text("pickupgroup") ?? ""),
            Codecs = CodecsOf(section),
            Nat = IsYes(section.Text("rewrite_contact")) || IsYes(section.Text("force_rport")) || (isChanSip && section.Text("nat") is { } nat && nat != "no"),
            Srtp = section.Text("media_encryption") == "sdes" || IsYes(section.Text("encryption")),
            Expires = expires,
        };
        if (password?.Name.Equals("md5_cred", StringComparison.OrdinalIgnoreCase) == true || section.Text("md5secret") is not null)
        {
            endpoint.Password = null;
            findings.Left(section.File, section.Line, $"The password of [{section.Name}] is there as a digest only, which no phone can use: a new one is derived unless a dump of its phone holds it.");
        }

        endpoint.AddOptions("endpoint", own);
        foreach (var line in own.Where(l => l.Value.Length > 0))
        {
            if (isChanSip && line.Name.Equals("transport", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (AsteriskDefaults.IsDefault("endpoint", line.Name, line.Value, isChanSip) && !Known.ContainsKey(line.Name))
            {
                continue;
            }

            if (!Known.TryGetValue(line.Name, out var usual) || (usual is not null && !usual.Equals(line.Value, StringComparison.OrdinalIgnoreCase)))
            {
                endpoint.Others[line.Name.ToLowerInvariant()] = line;
            }
        }

        return endpoint;
    }

    private static List<ConfLine> Part(ConfSectionText wizard, string prefix) =>
        [.. wizard.Lines.Where(l => l.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(l => l with { Name = l.Name[prefix.Length..] })];

    private static Dictionary<string, ConfSectionText> Last(IEnumerable<ConfSectionText> sections)
    {
        var found = new Dictionary<string, ConfSectionText>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            found[section.Name] = section;
        }

        return found;
    }

    public static (string? Name, string? Number) CallerId(string text)
    {
        var open = text.LastIndexOf('<');
        var name = (open < 0 ? text : text[..open]).Trim().Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        var number = open < 0 ? null : text[(open + 1)..].TrimEnd('>', ' ');
        return name == "device" ? (null, number) : (name.Length == 0 ? null : name, number);
    }

    public static List<int> Groups(string text)
    {
        var groups = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (Number(ends[0]) is { } first && Number(ends[^1]) is { } last && last is >= 0 and < 64)
            {
                groups.AddRange(Enumerable.Range(first, Math.Max(0, last - first + 1)));
            }
        }

        return groups;
    }

    private static List<string> CodecsOf(ConfSectionText section)
    {
        var codecs = new List<string>();
        foreach (var line in section.Lines)
        {
            var names = line.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (line.Name.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                codecs.RemoveAll(c => names.Contains("all", StringComparer.OrdinalIgnoreCase) || names.Contains(c, StringComparer.OrdinalIgnoreCase));
            }
            else if (line.Name.Equals("allow", StringComparison.OrdinalIgnoreCase))
            {
                codecs.AddRange(names.Select(n => n.TrimStart('!').ToLowerInvariant()).Where(n => n != "all" && !codecs.Contains(n)));
            }
        }

        return codecs;
    }

    private static bool IsYes(string? text) => text?.ToLowerInvariant() is "yes" or "true" or "on" or "1";

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
