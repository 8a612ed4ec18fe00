using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Reading;
using Reconciler.Core.Sources;
using Reconciler.Specs.Index;

namespace Reconciler.Specs.Loading;

/// <summary>Reads and parses all documents of a site. References between them are not followed here.</summary>
/// <param name="cache">Keeps parsed files between loads; null: nothing is kept.</param>
/// <param name="index">Keeps them between processes, beside a cache; null: nothing is kept.</param>
public sealed class SpecLoader(SpecCache? cache = null, DocumentIndex? index = null) : ISpecReader
{
    public SpecReading Read(ISourceTree tree, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var diagnostics = new DiagnosticList();
        var entries = tree.List(diagnostics);
        if (!entries.Any(entry => SpecFileNames.IsSite(entry.Path)))
        {
            return WithoutSite(tree, entries, diagnostics);
        }

        FolderNames.Check(entries, diagnostics);
        StrayFiles.Check(tree, entries, diagnostics);
        var reading = new SiteReading(tree, cache, index, diagnostics, cancellationToken);
        reading.Read(entries);
        RefuseSecondSite(entries, diagnostics);
        return new SpecReading(Collect(reading), diagnostics.ToSorted(), reading.Documents, reading.ParsedFiles);
    }

    /// <summary>The rest of the folder is not judged; why nothing could be listed, or the site's file is none, was told already.</summary>
    private static SpecReading WithoutSite(ISourceTree tree, ImmutableArray<SourceEntry> entries, DiagnosticList diagnostics)
    {
        // A link somewhere in the folder says nothing of why there is no site.
        var isTold = diagnostics.ToSorted().Any(finding => finding.Severity == Severity.Error
            && (SpecFileNames.IsSite(finding.Location.File) || (entries.IsEmpty && finding.Code != Codes.TreeEntryRefused.Id)));
        if (!isTold)
        {
            // Most likely it is the wrong folder, of which nothing else is of interest but a site's file under a wrong name.
            var found = diagnostics;
            diagnostics = new DiagnosticList();
            diagnostics.AddRange(found.ToSorted().Where(finding => SpecFileNames.IsNearlySite(finding.Location.File)));
            diagnostics.Add(MissingSite.Finding(tree, entries));
        }

        return new SpecReading(Collect([], ReadingGaps.None), diagnostics.ToSorted(), 0, 0);
    }

    private static SpecSet Collect(SiteReading reading) => Collect(reading.Specs, reading.Gaps);

    private static SpecSet Collect(List<Spec> specs, ReadingGaps gaps) => new()
    {
        Site = specs.OfType<SiteSpec>().FirstOrDefault(),
        Extensions = [.. specs.OfType<ExtensionSpec>()],
        Phones = [.. specs.OfType<PhoneSpec>()],
        Profiles = [.. specs.OfType<ProfileSpec>()],
        Groups = [.. specs.OfType<RingGroupSpec>()],
        Routes = [.. specs.OfType<RouteSpec>()],
        Gaps = gaps,
    };

    private static void RefuseSecondSite(ImmutableArray<SourceEntry> entries, DiagnosticList diagnostics)
    {
        var sites = entries.Where(entry => SpecFileNames.IsSite(entry.Path)).ToList();
        foreach (var second in sites.Skip(1))
        {
            diagnostics.Add(Codes.SecondSite.At(
                SpecLocation.OfFile(second.Path), $"The site is described in {sites[0].Path} already.", "Keep one of the two files."));
        }
    }
}
