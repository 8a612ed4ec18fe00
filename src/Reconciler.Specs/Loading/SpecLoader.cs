using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Sources;

namespace Reconciler.Specs.Loading;

/// <summary>Reads and parses all documents of a site. References between them are not followed here.</summary>
/// <param name="cache">Keeps parsed files between loads; null: nothing is kept.</param>
public sealed class SpecLoader(SpecCache? cache = null) : ISpecReader
{
    private const string SiteFile = "site.yaml";

    public SpecReading Read(ISourceTree tree)
    {
        var result = Load(tree);
        return new SpecReading(result.Specs, result.Diagnostics);
    }

    public SpecLoadResult Load(ISourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var diagnostics = new DiagnosticList();
        var entries = tree.List(diagnostics);
        var listed = !diagnostics.HasErrors || entries.Length > 0;
        FolderNames.Check(entries, diagnostics);

        var files = new List<(SourceEntry Entry, FileSpecs Parsed)>();
        var parsedFiles = ParseAll(tree, entries, files, diagnostics);
        cache?.Replace(files);

        foreach (var (_, parsed) in files)
        {
            diagnostics.AddRange(parsed.Diagnostics);
        }

        var specs = Collect(files.SelectMany(file => file.Parsed.Specs));
        CheckSite(entries, listed, diagnostics);
        if (files.Find(file => SpecKind.Of(file.Entry.Path) == SpecKind.Site) is { Parsed.Documents: 0 } empty && empty.Parsed.Diagnostics.Length == 0)
        {
            diagnostics.Add(Codes.SiteFileMissing.At(new SpecLocation(empty.Entry.Path, 1, 1), "The file is empty, so that no site is described.", "Write at least name, provisioning, asterisk and emergency in it."));
        }

        return new SpecLoadResult(specs, diagnostics.ToSorted(), files.Sum(file => file.Parsed.Documents), parsedFiles);
    }

    /// <summary>Reads one file after the other (a tree is one thread's) and parses what was read side by side, a batch at a time.</summary>
    private int ParseAll(
        ISourceTree tree, ImmutableArray<SourceEntry> entries, List<(SourceEntry Entry, FileSpecs Parsed)> files, DiagnosticList diagnostics)
    {
        long bytes = 0;
        var parsedFiles = 0;
        var batch = new FileBatch();
        foreach (var entry in entries)
        {
            if (SpecKind.Of(entry.Path) is not { } kind)
            {
                continue;
            }

            bytes += entry.Size;
            if (bytes > SourceLimits.SiteBytes)
            {
                diagnostics.Add(Codes.SiteTooLarge.At(
                    SpecLocation.OfFile(entry.Path), "With this file the site's spec files are larger than 256 MiB; this and later ones were not read."));
                break;
            }

            if (cache?.Find(entry) is { } kept)
            {
                batch.Add(entry, kept);
            }
            else if (Read(tree, entry, kind, batch, diagnostics))
            {
                parsedFiles++;
            }

            if (batch.IsFull && !Flush(batch, files, diagnostics))
            {
                return parsedFiles;
            }
        }

        Flush(batch, files, diagnostics);
        return parsedFiles;
    }

    /// <summary>False when there are too many documents.</summary>
    private static bool Flush(FileBatch batch, List<(SourceEntry Entry, FileSpecs Parsed)> files, DiagnosticList diagnostics)
    {
        var documents = files.Sum(file => file.Parsed.Documents);
        foreach (var file in batch.ParseAll())
        {
            files.Add(file);
            documents += file.Parsed.Documents;
            if (documents > SourceLimits.Documents)
            {
                diagnostics.Add(Codes.TooManyDocuments.At(
                    SpecLocation.OfFile(file.Entry.Path), "With this file the site has more than 400,000 documents; later files were not read."));
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the file has to be parsed: its content was not seen before.</summary>
    private bool Read(ISourceTree tree, SourceEntry entry, SpecKind kind, FileBatch batch, DiagnosticList diagnostics)
    {
        if (entry.Size > SourceLimits.FileBytes)
        {
            diagnostics.Add(Codes.FileTooLarge.At(SpecLocation.OfFile(entry.Path), "The file is larger than 4 MiB.", "Split it into several files."));
            return false;
        }

        try
        {
            var bytes = tree.Read(entry);
            if (cache is not null && entry.ContentId is null)
            {
                entry = entry with { ContentId = BlobId.Of(bytes) };
                if (cache.Find(entry) is { } kept)
                {
                    batch.Add(entry, kept);
                    return false;
                }
            }

            batch.Add(entry, kind, bytes);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Codes.FileUnreadable.At(SpecLocation.OfFile(entry.Path), "The file cannot be read.", "Check its permissions."));
            return false;
        }
    }

    private static SpecSet Collect(IEnumerable<Spec> specs)
    {
        var byKind = specs.ToLookup(spec => spec.GetType());
        return new SpecSet
        {
            Site = All<SiteSpec>().FirstOrDefault(),
            Extensions = All<ExtensionSpec>(),
            Phones = All<PhoneSpec>(),
            Profiles = All<ProfileSpec>(),
            Groups = All<RingGroupSpec>(),
            Routes = All<RouteSpec>(),
        };

        ImmutableArray<T> All<T>() => [.. byKind[typeof(T)].Cast<T>()];
    }

    private static void CheckSite(ImmutableArray<SourceEntry> entries, bool listed, DiagnosticList diagnostics)
    {
        var sites = entries.Where(entry => SpecKind.Of(entry.Path) == SpecKind.Site).ToList();
        if (sites.Count == 0 && listed)
        {
            diagnostics.Add(Codes.SiteFileMissing.At(
                SpecLocation.OfFile(SiteFile),
                "There is no site.yaml in the site's folder.",
                "Write one, or give the folder that holds it."));
        }

        foreach (var second in sites.Skip(1))
        {
            diagnostics.Add(Codes.SecondSite.At(
                SpecLocation.OfFile(second.Path), $"The site is described in {sites[0].Path} already.", "Keep one of the two files."));
        }
    }
}
