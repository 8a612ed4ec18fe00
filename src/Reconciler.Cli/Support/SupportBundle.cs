using System.Collections.Immutable;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Reconciler.Cli.Output;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Planning;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;
using Reconciler.Host.PhoneLogs;
using Reconciler.Host.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Cli.Support;

/// <summary>All that a maker's support asks for about a phone, as files of an archive. Each goes through the mask as its last step, whatever wrote it.</summary>
internal sealed class SupportBundle(SiteAgent agent, AgentSettings settings, MacAddress mac, TimeProvider time)
{
    private const int MostLines = 5000;
    private const int LargestSecretFile = 4096;

    private readonly PhoneBook _book = new PhoneBookStore(settings.State.Open(), time).Load();
    private readonly IReadOnlyList<PhoneLogLine> _log = new PhoneLogStore(settings.State.Directory).Read(mac, "", MostLines);
    private readonly StringBuilder _summary = new();
    private string? _model;

    /// <summary>Whether there is anything to tell.</summary>
    public bool IsKnown => _book.Phones.ContainsKey(mac) || _log.Count > 0;

    /// <summary>Writes a tar.gz; returns the names of its files.</summary>
    public ImmutableArray<string> Write(Stream output)
    {
        var site = agent.States.Load().Site;
        var mask = new SecretMask(site is null ? new MaskedSecretSource() : agent.Secrets(site));
        AddOwnSecrets(mask);
        var files = Files(mask).ToList();
        files.Insert(0, ("summary.txt", Summary()));
        using var zip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(zip, TarEntryFormat.Pax);
        foreach (var (name, text) in files)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(mask.Apply(text)));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"support-{mac}/{name}")
            {
                DataStream = content,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                ModificationTime = time.GetUtcNow(),
            });
        }

        return [.. files.Select(f => f.Name)];
    }

    private IEnumerable<(string Name, string Text)> Files(SecretMask mask)
    {
        if (Profile(mask) is { } profile)
        {
            yield return ("profile.xml", profile);
        }

        if (_book.Phones.GetValueOrDefault(mac) is { } phone)
        {
            var list = PhoneList.Of(_book, null);
            yield return ("phone.json", Encoding.UTF8.GetString((list with { Phones = [.. list.Phones.Where(p => p.Mac == mac)], Unmanaged = [] }).ToJson()));
            foreach (var line in phone.Profile.Lines)
            {
                _summary.Append(CultureInfo.InvariantCulture, $"line: extension {line.Number ?? line.Extension}{(_book.Rejected.GetValueOrDefault(line.Extension) is { } rejected ? $", {rejected}" : "")}\n");
            }
        }

        yield return ("timeline.txt", string.Concat(PhoneStep.Of(_book.Phones.GetValueOrDefault(mac), _log).Select(s => $"{(s.At is { } at ? PhoneLogText.Time(at) : "not seen            ")}  {s.Name}: {s.Text}\n")));
        yield return ("log.txt", string.Concat(_log.Select(l => PhoneLogText.Of(l) + "\n")));
        yield return ("runs.json", Encoding.UTF8.GetString(StatusJson.ToBytes(new RunJournal(settings.State.Open()).Load())));
        yield return ("status.json", Encoding.UTF8.GetString(StatusJson.ToBytes(StatusRecord.Of(agent.States.Load(), new PhoneBookStore(settings.State.Open(), time).LoadSummary()))));
    }

    /// <summary>Rendered without secrets; rendered with them too, so that the mask knows them wherever else they stand.</summary>
    private string? Profile(SecretMask mask)
    {
        if (agent.ReadPublished() is not { } published)
        {
            _summary.Append("profile: not here, since nothing is published or its commit cannot be read\n");
            return null;
        }

        var fleet = EffectiveFleet.Of(published);
        string? profile = null;
        if (fleet.Phones.FirstOrDefault(p => p.Phone.Mac == mac)?.Phone is { } phone)
        {
            _model = phone.Model.Name;
            var path = PhoneArtifacts.PathOf(fleet, phone);
            _ = Render(fleet, path, mask);
            profile = Render(fleet, path, new MaskedSecretSource());
        }

        _summary.Append(profile is null ? "profile: none, since no file of the repository describes the phone\n" : "profile: profile.xml, as rendered from the published commit, secrets masked\n");
        return profile;
    }

    private string? Render(EffectiveFleet fleet, string path, ISecretSource secrets)
    {
        var others = fleet.Phones.Select(p => p.Phone.Mac).Where(other => other != mac).ToHashSet();
        var artifact = new FleetRenderer(secrets) { WithoutProfilesOf = others, WithDhcp = false }.Render(fleet).Artifacts.FirstOrDefault(a => a.Path == path);
        return artifact is null ? null : Encoding.UTF8.GetString(artifact.Render());
    }

    /// <summary>The agent's own tokens and passwords: a message of a server may repeat one.</summary>
    private void AddOwnSecrets(SecretMask mask)
    {
        foreach (var path in settings.OwnFiles.Where(path => path != settings.Status.Log && File.Exists(path) && new FileInfo(path).Length <= LargestSecretFile))
        {
            foreach (var line in File.ReadLines(path).Select(l => l.Trim()))
            {
                mask.Add(line);
            }
        }
    }

    private string Summary()
    {
        var phone = _book.Phones.GetValueOrDefault(mac);
        return $"""
            phone: {mac.WithColons}
            model: {_model ?? phone?.Model ?? _log.LastOrDefault(l => l.Model is not null)?.Model ?? "not known"}
            runs: {phone?.Seen?.Agent ?? "never seen registered"}
            firmware wanted: {phone?.Firmware ?? "any"}
            site: {_book.Site ?? "none"}, commit {_book.Commit?.ToString() ?? "none"}
            reconciler: {PlanDocument.ThisVersion} on {RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})
            written: {PhoneLogText.Time(time.GetUtcNow())}
            the phone's own configuration: not read; http://PHONE/admin/spacfg.xml shows it
            {_summary}
            """;
    }
}
