using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Takes Asterisk's files over into the drafts.</summary>
internal sealed class PbxImport(SiteDraft site, ExtensionDrafts extensions, ImportFindings findings)
{
    private static readonly string[] OtherFiles =
        ["asterisk.", "cdr", "chan_dahdi", "confbridge", "dahdi", "features", "iax", "indications", "logger", "manager", "meetme", "modules", "musiconhold", "queues", "res_", "rtp", "udptl", "users."];

    public List<PbxEndpoint> Endpoints { get; } = [];

    public List<GroupDraft> Groups { get; private set; } = [];

    public List<RouteDraft> Routes { get; private set; } = [];

    /// <summary>The mailboxes as they are there.</summary>
    public IReadOnlyList<FoundMailbox> Mailboxes { get; private set; } = [];

    /// <summary>The numbers of extensions as they are there.</summary>
    public IReadOnlyList<DialplanNumber> Numbers { get; private set; } = [];

    private readonly List<ConfSectionText> _pjsip = [];
    private readonly List<ConfSectionText> _sip = [];
    private readonly List<ConfSectionText> _mailboxes = [];
    private readonly List<ConfSectionText> _dialplan = [];
    private IReadOnlySet<DialplanNumber> _understood = new HashSet<DialplanNumber>();

    /// <param name="files">Files of Asterisk's, by their names.</param>
    /// <param name="running">An Asterisk that was asked; null: none was.</param>
    public void Read(IReadOnlyDictionary<string, (InputFile File, string Text)> files, RunningPbx? running)
    {
        var conf = new ConfFileReader(files, findings);
        var included = conf.Included();
        var read = files.Values.Where(f => !included.Contains(f.File.Name)).OrderBy(f => f.File.Name, StringComparer.Ordinal).Select(f => (f.File.Name, f.File.BaseName, Sections: conf.Read(f.File, f.Text)));
        var asked = (running?.Files ?? []).Select(f => (f.Name, BaseName: f.Name, Sections: RunningFiles.Sections(f)));
        foreach (var (file, name, sections) in read.Concat(asked))
        {
            if (KindOf(name, sections) is not { } kind)
            {
                findings.Left(file, 0, "Specs say nothing of what this file of Asterisk is for: it stays the administrator's own.");
                continue;
            }

            (kind switch { Kind.Pjsip => _pjsip, Kind.Sip => _sip, Kind.Voicemail => _mailboxes, _ => _dialplan }).AddRange(sections);
        }

        var reader = new EndpointReader(findings);
        Endpoints.AddRange([.. reader.Pjsip(_pjsip), .. reader.Sip(_sip)]);
        if (running is not null)
        {
            RunningFiles.Compare(running, [.. _pjsip, .. _sip], findings);
        }

        var plan = new DialplanReader(findings);
        plan.Read(_dialplan);
        var freePbx = FreePbxDialplan.IsIn(plan) ? new FreePbxDialplan(plan, site, extensions, findings) : null;
        CountSite(plan, freePbx is null);
        freePbx?.FindExtensions(Endpoints);
        var meaning = new DialplanMeaning(plan, Endpoints, site, extensions, findings);
        meaning.FindExtensions();
        AddExtensions();
        var boxes = new MailboxReader(extensions, findings);
        boxes.Read(_mailboxes);
        freePbx?.FindAll();
        meaning.FindAll();
        (Mailboxes, Numbers, _understood) = (boxes.Found, [.. freePbx?.Own ?? [], .. meaning.Own], meaning.Understood);
        (Groups, Routes) = ([.. freePbx?.Groups ?? [], .. meaning.Groups], [.. freePbx?.Routes ?? [], .. meaning.Routes]);
    }

    /// <summary>Options that devices get from the specs and do not have in the files.</summary>
    public void TellAdded(EffectiveFleet fleet)
    {
        var added = new AddedOptions(AsteriskRenderer.Render(fleet, new MaskedSecretSource()).Sip);
        foreach (var endpoint in Endpoints.Where(e => extensions.FindLogin(e.Login) is { IsDropped: false }))
        {
            added.Add(endpoint, endpoint.IsChanSip ? _sip : _pjsip);
        }

        added.Tell(findings);
    }

    /// <summary>Lines of the files that the specs say now, once it is settled what they say.</summary>
    public TakenLines Taken()
    {
        var taken = new TakenLines();
        taken.AddDevices(_pjsip, [.. Endpoints.Where(e => !e.IsChanSip && extensions.FindLogin(e.Login) is { IsDropped: false }).Select(e => (e.File, e.Line))]);
        taken.AddDevices(_sip, [.. Endpoints.Where(e => e.IsChanSip && extensions.FindLogin(e.Login) is { IsDropped: false }).Select(e => (e.File, e.Line))]);
        taken.AddMailboxes(_mailboxes, box => extensions.Find(box) is { HasVoicemail: true });
        var left = new HashSet<(string, string)>([.. Groups.Where(g => g.IsDropped).Select(g => (site.Context, g.Number)), .. Routes.Where(r => r.IsDropped).Select(r => (r.Context, r.Did))]);
        var numbers = _understood.Select(n => (n.Context, n.Number)).Where(n => !left.Contains(n)).ToHashSet();
        taken.AddNumbers(_dialplan, numbers, context => context == site.Context || site.Contexts.ContainsKey(context));
        return taken;
    }

    private enum Kind
    {
        Pjsip,
        Sip,
        Voicemail,
        Dialplan,
    }

    /// <summary>Null: the file is for what specs do not describe, such as queues or other channels.</summary>
    private static Kind? KindOf(string file, IReadOnlyList<ConfSectionText> sections)
    {
        var name = file.ToLowerInvariant();
        var lines = sections.SelectMany(s => s.Lines);
        return name.Contains("pjsip", StringComparison.Ordinal) ? Kind.Pjsip
            : name.StartsWith("sip", StringComparison.Ordinal) ? Kind.Sip
            : name.Contains("voicemail", StringComparison.Ordinal) ? Kind.Voicemail
            : Array.Exists(OtherFiles, o => name.StartsWith(o, StringComparison.Ordinal)) ? null
            : name.Contains("extensions", StringComparison.Ordinal) || lines.Any(l => l.Name.ToUpperInvariant() is "EXTEN" or "SAME") ? Kind.Dialplan
            : lines.Any(l => l.Name == "type" && l.Value is "endpoint" or "auth" or "aor" or "wizard") ? Kind.Pjsip
            : lines.Any(l => l.Name is "host" or "secret") ? Kind.Sip
            : sections.Any(s => s.Name == "globals") ? Kind.Dialplan
            : null;
    }

    private void CountSite(DialplanReader plan, bool isHandMade)
    {
        if (Endpoints.Count == 0)
        {
            return;
        }

        site.IsChanSip = Endpoints.Count(e => e.IsChanSip) * 2 > Endpoints.Count;
        var context = Most(Endpoints.Select(e => e.Context));

        // FreePBX's phones call from the context that theirs are included in.
        var called = !isHandMade ? null : Most(plan.Numbers.Where(n => n.Hint is not null).Select(n => n.Context));
        site.Context = called ?? context ?? site.Context;
        site.Codecs = (Most(Endpoints.Select(e => string.Join(',', e.Codecs.Where(c => c is "g722" or "ulaw" or "alaw" or "g729" or "g726")))) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToList();
        site.Nat = Endpoints.Count(e => e.Nat) * 2 > Endpoints.Count;
        site.Srtp = Endpoints.Count(e => e.Srtp) * 2 > Endpoints.Count ? "required" : null;
        site.RegisterSeconds = Most(Endpoints.Select(e => e.Expires?.ToString(System.Globalization.CultureInfo.InvariantCulture))) is { } expires ? int.Parse(expires, System.Globalization.CultureInfo.InvariantCulture) : null;
        foreach (var option in Endpoints.SelectMany(e => e.Others.Values).GroupBy(o => (Name: o.Name.ToLowerInvariant(), o.Value)))
        {
            if (option.Count() == Endpoints.Count)
            {
                site.Endpoint[option.Key.Name] = new FoundText(option.Key.Value is "on" or "off" or "true" or "false" ? AsteriskDefaults.Plain(option.Key.Value) : option.Key.Value, option.First().File, option.First().Line);
            }
        }
    }

    private void AddExtensions()
    {
        foreach (var endpoint in Endpoints)
        {
            var extension = extensions.FindLogin(endpoint.Login);
            if (extension is null)
            {
                var number = ExtensionDrafts.IsNumber(endpoint.Login) ? endpoint.Login : endpoint.CallerNumber;
                if (number is null || !ExtensionDrafts.IsNumber(number))
                {
                    findings.Left(endpoint.File, endpoint.Line, $"[{endpoint.Login}] has no number: no hint, no Dial and no caller ID gives it one.");
                    continue;
                }

                extension = extensions.Add(number, endpoint.File, endpoint.Line);
                extensions.Register(extension, endpoint.Login);
            }

            extension.Name ??= endpoint.CallerName;
            extension.Context ??= endpoint.Context;
            extension.PickupGroups = endpoint.PickupGroups;
            if (endpoint.Password is { Value.Length: > 0 } password)
            {
                extension.Accept(new FoundText(password.Value, password.File, password.Line), findings);
            }
        }
    }

    private static string? Most(IEnumerable<string?> texts) =>
        texts.OfType<string>().Where(t => t.Length > 0).GroupBy(t => t, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
