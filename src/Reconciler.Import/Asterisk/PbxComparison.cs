using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Compares Asterisk's objects as they are there with what the specs render, value by value; the same difference of many objects is told once.</summary>
internal sealed class PbxComparison(PbxImport pbx, SiteDraft site, ExtensionDrafts extensions, SecretFiles secrets, ImportFindings findings, bool rotate)
{
    // Names of sections, which are chosen anew, and what every auth of ours is.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "endpoint/type", "endpoint/aors", "endpoint/auth", "endpoint/outbound_auth", "endpoint/disallow", "endpoint/host", "endpoint/username", "endpoint/defaultuser", "auth/type", "auth/auth_type", "aor/type",
    };

    // What voicemail does without being told.
    private static readonly HashSet<string> UsualOptions = new(StringComparer.Ordinal) { "attach=yes", "saycid=no", "delete=no", "envelope=yes", "review=no", "operator=no" };

    private readonly Dictionary<(string What, string Text), (ConfLine Line, int Count)> _differences = [];

    public int Values { get; private set; }

    public int Same { get; private set; }

    public void Compare(EffectiveFleet fleet)
    {
        var rendered = AsteriskRenderer.Render(fleet, new FoundSecrets(secrets));
        CompareEndpoints(rendered);
        CompareMailboxes(rendered);
        CompareNumbers(rendered);
        foreach (var ((what, text), (line, count)) in _differences)
        {
            findings.Left(line.File, line.Line, $"{what} {text}{(count > 1 ? $" (and {count - 1} more like it)" : "")}.");
        }
    }

    private void CompareEndpoints(AsteriskConfiguration rendered)
    {
        var byLogin = ByLogin(rendered);
        foreach (var endpoint in pbx.Endpoints)
        {
            var ours = byLogin.GetValueOrDefault(endpoint.Login);
            foreach (var (name, line) in endpoint.Options.Where(o => !Names.Contains(o.Key) && o.Value.Value.Length > 0))
            {
                Values++;
                var value = ours?.GetValueOrDefault(name.ToLowerInvariant());
                if (ours is not null && IsSame(endpoint, name, line.Value, value))
                {
                    Same++;
                }
                else if (ours is not null)
                {
                    // Passwords are compared, and never shown.
                    var isSecret = value is { HasSecret: true } || name is "auth/password" or "endpoint/secret" or "auth/md5_cred" or "endpoint/md5secret";
                    Tell(line, name, isSecret ? "is another secret than the specs render" : $"is {line.Value}; the specs render {(value is { } text ? text.Masked : "none")}");
                }
            }
        }
    }

    private bool IsSame(PbxEndpoint endpoint, string name, string had, ConfigText? rendered)
    {
        var (type, option) = (name.Split('/')[0], name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..].ToLowerInvariant());
        if (rendered is not { } value)
        {
            // FreePBX's own note of how it dials the device, which Asterisk does not read.
            return AsteriskDefaults.IsDefault(type, option, had, endpoint.IsChanSip) || (option == "dial" && DialplanMeaning.Channels(had) is [var dialled] && dialled == endpoint.Login);
        }

        if (value.HasSecret)
        {
            return value.Open() == had || (rotate && value.Secrets.All(s => !s.IsKnown));
        }

        var text = value.Masked;
        return option switch
        {
            "allow" => endpoint.Codecs.SequenceEqual(text.Split(','), StringComparer.Ordinal),
            "callerid" => EndpointReader.CallerId(had) is var caller && EndpointReader.CallerId(text) is var ours && (caller.Number ?? ours.Number) == ours.Number && (caller.Name is null || caller.Name == ours.Name),
            "mailbox" or "mailboxes" => had.Split(',')[0].Split('@')[0].Trim() == text.Split('@')[0],
            "call_group" or "pickup_group" or "callgroup" or "pickupgroup" => EndpointReader.Groups(had).SequenceEqual(EndpointReader.Groups(text)),
            "fullname" or "cid_number" => true,
            "nat" => (had is "no" or "never") == (text == "no"),
            "canreinvite" => AsteriskDefaults.Plain(had) == "no",
            "dtmfmode" => had is "auto" or "rfc2833" && text == "rfc2833",
            _ => AsteriskDefaults.Plain(had) == AsteriskDefaults.Plain(text),
        };
    }

    private static Dictionary<string, Dictionary<string, ConfigText?>> ByLogin(AsteriskConfiguration rendered)
    {
        var found = new Dictionary<string, Dictionary<string, ConfigText?>>(StringComparer.Ordinal);
        foreach (var section in rendered.Sip)
        {
            var type = section.Settings.FirstOrDefault(s => s.Name == "type")?.Value.Masked;
            var login = type == "auth" ? section.Settings.First(s => s.Name == "username").Value.Masked : section.Name;
            if (!found.TryGetValue(login, out var options))
            {
                found[login] = options = new(StringComparer.Ordinal);
            }

            foreach (var setting in section.Settings)
            {
                // Of two passwords the first one is the phone's.
                options.TryAdd($"{(type is "auth" or "aor" ? type : "endpoint")}/{setting.Name.ToLowerInvariant()}", setting.Value);
                if (setting.Name == "directmedia")
                {
                    options.TryAdd("endpoint/canreinvite", setting.Value);
                }
            }
        }

        return found;
    }

    private void CompareMailboxes(AsteriskConfiguration rendered)
    {
        var ours = rendered.Mailboxes.ToDictionary(m => m.Number, StringComparer.Ordinal);
        foreach (var box in pbx.Mailboxes)
        {
            var known = ours.GetValueOrDefault(box.Number);
            Field(box, 0, known?.Pin.Open(), "its PIN", isSecret: true);
            Field(box, 1, known?.Name, "its name", isSecret: false);
            Field(box, 2, known?.Email, "its address", isSecret: false);
            Values += box.Options.Count + (box.Fields.Length > 3 && box.Fields[3].Length > 0 ? 1 : 0);
            Same += box.Options.Count(o => known?.Options.Contains(o) == true || UsualOptions.Contains(o));
        }
    }

    private void Field(FoundMailbox box, int index, string? rendered, string what, bool isSecret)
    {
        if (box.Fields.Length <= index || box.Fields[index].Length == 0)
        {
            return;
        }

        Values++;
        if (box.Fields[index] == rendered)
        {
            Same++;
        }
        else if (rendered is not null && !isSecret)
        {
            Tell(box.Line, $"mailbox {box.Number}:", $"{what} is \"{box.Fields[index]}\"; the specs render \"{rendered}\"");
        }
    }

    private void CompareNumbers(AsteriskConfiguration rendered)
    {
        var lines = rendered.Dialplan.Where(c => c.Name == site.Context).SelectMany(c => c.Lines).ToLookup(l => l.Extension, StringComparer.Ordinal);
        foreach (var number in pbx.Numbers.Where(n => extensions.Find(n.Number) is not null))
        {
            var ours = lines[number.Number].FirstOrDefault(l => l.Application == "Dial")?.Data.Split(',') ?? [];
            var line = new ConfLine(number.Number, "", number.File, number.Line);
            if (number.Steps.Find(s => s.Application.Equals("Dial", StringComparison.OrdinalIgnoreCase)) is { } dial)
            {
                var had = dial.Data.Split(',', StringSplitOptions.TrimEntries);
                Count(line, ours.Length > 0 && DialplanMeaning.Channels(had[0]).SequenceEqual(DialplanMeaning.Channels(ours[0]), StringComparer.Ordinal), null);
                Count(line, ours.Length > 1 && (had.Length > 1 ? had[1] : "") == ours[1], $"rings for {(had.Length > 1 && had[1].Length > 0 ? had[1] + " s" : "as long as the caller waits")}; the specs render {(ours.Length > 1 ? ours[1] : "none")} s");
                Count(line, (had.Length > 2 ? had[2] : "") == (ours.Length > 2 ? ours[2] : ""), "has other options of Dial than the specs render");
                var leaves = number.Steps.Exists(s => s.Application.Equals("VoiceMail", StringComparison.OrdinalIgnoreCase));
                Count(line, leaves == lines[number.Number].Any(l => l.Application == "VoiceMail"), leaves ? "goes to a mailbox; the specs render none" : "does not go to its mailbox; the specs render that it does");
            }
            else
            {
                Count(line, ours.Length > 0, null);
            }
        }

        foreach (var (isDropped, file, line) in pbx.Groups.Select(g => (g.IsDropped, g.File, g.Line)).Concat(pbx.Routes.Select(r => (r.IsDropped, r.File, r.Line))))
        {
            Count(new ConfLine("", "", file, line), !isDropped, null);
        }
    }

    private void Count(ConfLine line, bool isSame, string? otherwise)
    {
        Values++;
        if (isSame)
        {
            Same++;
        }
        else if (otherwise is not null)
        {
            Tell(line, "the number", otherwise);
        }
    }

    private void Tell(ConfLine line, string what, string text)
    {
        var key = (what, text);
        _differences[key] = _differences.TryGetValue(key, out var found) ? (found.Line, found.Count + 1) : (line, 1);
    }
}
