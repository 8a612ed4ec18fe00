using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Import.Asterisk;
using Reconciler.Import.Drafts;
using Reconciler.Import.Inputs;
using Reconciler.Import.Phones;
using Reconciler.Import.Writing;

namespace Reconciler.Import;

/// <summary>
/// Takes a site over. Drafts are made of what the files say, written, read back and rendered; what the reader refuses is taken back, and what a phone has
/// other than rendered is added, until the two are alike or no spec can say more. So what is written is valid, and says no more than it has to.
/// </summary>
public sealed class FleetImport
{
    private const int MostRounds = 40;

    // So many phones' elements are looked at together, and let go.
    private const int BatchSize = 64;
    private readonly ImportFindings _findings = new();
    private readonly SecretFiles _secrets = new();
    private readonly ExtensionDrafts _extensions = new();
    private readonly ProfileDrafts _profiles = new();
    private readonly SiteDraft _site;
    private readonly ImportRequest _request;
    private readonly PbxImport _pbx;
    private readonly PhoneInventory _inventory;
    private List<(PhoneDraft Draft, PhoneDump Dump)> _phones = [];
    private (int Elements, int Same) _compared;
    private (int Values, int Same) _objects;
    private int _rounds;

    private FleetImport(ImportRequest request)
    {
        _request = request;
        _site = new SiteDraft(request.SiteName);
        _pbx = new PbxImport(_site, _extensions, _findings);
        _inventory = new PhoneInventory(_findings, request.ModelOf);
    }

    public static ImportResult Run(ImportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new FleetImport(request).Run();
    }

    private ImportResult Run()
    {
        var inputs = new ImportInputs(_findings);
        inputs.Read(_request.Files);
        _pbx.Read(inputs.Confs, _request.Running);
        if (_pbx.Endpoints.Count == 0 && SiteVotes.Most(inputs.Rows.Select(r => r.Context).Where(c => c.Length > 0)) is { } context)
        {
            _site.Context = context;
        }

        _phones = _inventory.Join(inputs.Dumps, inputs.Commons, inputs.Rows, _extensions);
        if (_findings.HasRefused || (_phones.Count == 0 && !_extensions.All.Any()))
        {
            return Refused();
        }

        AddPhones(inputs.Rows);
        if (_site.Host is null)
        {
            _site.Host = "127.0.0.1";
            _findings.Left("site.yaml", 0, "No file says at which address phones reach Asterisk: write asterisk.host and provisioning.url.");
        }

        return Settle(inputs) is { } files ? Done(files, inputs) : Refused();
    }

    private ImportResult Refused() => new()
    {
        Specs = new Dictionary<string, string>(),
        Secrets = new Dictionary<string, string>(),
        Findings = [.. _findings.Sorted()],
        Counts = new(0, 0, 0, 0, 0, 0, 0, 0, 0),
    };

    private void AddPhones(IReadOnlyList<InventoryRow> rows)
    {
        var elements = _phones.ConvertAll(p => (p.Draft, Had: FamilyTerms.Of(p.Draft.Model).Common(p.Dump.ByName())));
        SiteVotes.Count(elements.ConvertAll(e => e.Had), _site);
        var lines = new PhoneLines(_site, _extensions, _secrets, _findings);
        elements.ForEach(e => lines.AddExtensions(e.Draft, e.Had));
        elements.ForEach(e => lines.AddKeys(e.Draft, e.Had));
        _inventory.AddKeysOfRows(_phones, rows, _extensions);
    }

    /// <summary>Writes, reads back and compares until nothing changes; null where a spec of ours stays wrong.</summary>
    private List<YamlFile>? Settle(ImportInputs inputs)
    {
        var settings = new PhoneSettings(_site, _secrets);
        for (var round = 0; round < MostRounds; round++)
        {
            _rounds++;
            _profiles.Infer(_phones.ConvertAll(p => p.Draft));
            var files = new SpecFiles(_site, _extensions, _profiles, _pbx, _secrets, _request.Rotate).Write(_phones.ConvertAll(p => p.Draft));
            var reading = _request.Reader.Read(new WrittenTree(files), null);
            if (!reading.IsValid)
            {
                if (!TakeBack(files, reading.Diagnostics))
                {
                    return null;
                }

                continue;
            }

            var report = new ComparisonReport(_findings, _request.Rotate);
            var fleet = EffectiveFleet.Of(reading.Fleet);
            if (!AddSettings(settings, fleet, report) || round == MostRounds - 1)
            {
                report.Tell();
                var pbx = new PbxComparison(_pbx, _site, _extensions, _secrets, _findings, _request.Rotate);
                pbx.Compare(fleet);
                _objects = (pbx.Values, pbx.Same);
                _pbx.TellAdded(fleet);
                inputs.TellUnread();
                _compared = (report.Elements, report.Same);
                return files;
            }
        }

        return null;
    }

    private bool TakeBack(List<YamlFile> files, IEnumerable<Diagnostic> diagnostics)
    {
        var (byPath, taken) = (files.ToDictionary(f => f.Path, StringComparer.Ordinal), false);
        var lost = new List<Diagnostic>();
        foreach (var error in diagnostics.Where(d => d.Severity == Severity.Error && d.Omitted is null))
        {
            if (byPath.TryGetValue(error.Location.File, out var file) && file.OriginAt(error.Location.Line) is { } origin)
            {
                origin.Drop();
                taken = true;
                _findings.Left(origin.File, origin.Line, $"{origin.What}: {error.Message}");
            }
            else
            {
                lost.Add(error);
            }
        }

        if (!taken)
        {
            lost.ForEach(e => _findings.Refuse(e.Location.ToString(), 0, $"the specs of this import are not valid: {e.Message}"));
        }

        return taken;
    }

    /// <summary>False where no phone's draft can say more; then the report is complete.</summary>
    private bool AddSettings(PhoneSettings settings, EffectiveFleet fleet, ComparisonReport report)
    {
        var (byMac, masked) = (fleet.Phones.ToDictionary(p => p.Phone.Mac), new MaskedSecretSource());
        var comparison = new ProfileComparison(_secrets, new KeyFunctionReader(_site.Host ?? "", _site.DirectedPickup is { Length: > 0 }));
        var added = false;
        foreach (var batch in _phones.Chunk(BatchSize))
        {
            var compared = batch.AsParallel().AsOrdered().Select(p =>
            {
                var had = p.Dump.ByName();
                var common = FamilyTerms.Of(p.Draft.Model).Common(had);
                var rendered = PhoneRenderer.Render(byMac[p.Draft.Mac], masked, "");
                var isPart = !p.Dump.IsOfPhone && !p.Dump.IsRendered && !p.Dump.Elements.IsEmpty;
                return (p.Draft, p.Dump, Had: had, Common: common, Differences: comparison.Compare(had, common, p.Draft.Model, rendered).ToList(), Added: isPart ? ProfileComparison.Added(had, p.Draft.Model, rendered).ToList() : []);
            }).ToList();
            foreach (var (draft, dump, had, common, differences, more) in compared)
            {
                report.AddAdded(draft, dump, more);
                added |= settings.Add(draft, dump, had, common, differences);
                report.Add(draft, dump, had, differences);
            }
        }

        return added;
    }

    private ImportResult Done(List<YamlFile> files, ImportInputs inputs)
    {
        var text = string.Concat(files.Select(f => f.Text));
        _secrets.KeepOnly(_secrets.All.Keys.Where(n => text.Contains($"file: {n}", StringComparison.Ordinal) || text.Contains($"file: \"{n}\"", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal));
        return new ImportResult
        {
            Specs = files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal),
            Secrets = _secrets.All,
            AsteriskFiles = RemainingFiles.Of(inputs.Confs.Values, _pbx.Taken(), _request.IncludeFolder, _site.IsChanSip),
            Findings = [.. _findings.Sorted()],
            Rounds = _rounds,
            Counts = new(_phones.Count, _extensions.All.Count(), _pbx.Groups.Count(g => !g.IsDropped), _pbx.Routes.Count(r => !r.IsDropped), _profiles.Names.Count(), _compared.Elements, _compared.Same, _objects.Values, _objects.Same),
        };
    }
}
