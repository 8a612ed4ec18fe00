using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Sources;
using Reconciler.Specs.Index;

namespace Reconciler.Specs.Loading;

/// <summary>
/// The files of one site as they are read, one after the other (a tree is one thread's), and parsed side by side, a batch at a time. Of each file its specs
/// and findings are taken over at once, so that only what is kept stays in memory.
/// </summary>
internal sealed class SiteReading(ISourceTree tree, SpecCache? cache, DocumentIndex? index, DiagnosticList diagnostics, CancellationToken cancellationToken)
{
    // A line break or a mark of UTF-8 may be left.
    private const int EmptyBytes = 3;

    // Files with more findings are parsed anew each time: a cache of a hostile site's findings would grow with its files.
    private const int MostKeptFindings = 20;

    private readonly List<(SourceEntry Entry, FileSpecs Parsed)> _kept = [];
    private readonly FileBatch _batch = new(index);
    private long _values;

    public List<Spec> Specs { get; } = [];

    public ReadingGaps Gaps { get; private set; } = ReadingGaps.None;

    public int Documents { get; private set; }

    public int ParsedFiles { get; private set; }

    /// <summary>Reads all files that are specs by their path.</summary>
    public void Read(IEnumerable<SourceEntry> entries)
    {
        if (cache is { Count: 0 })
        {
            index?.Open();
        }

        ReadAll(entries);
        cache?.Replace(_kept);
        index?.Close(_kept.Select(file => (SpecKind.Of(file.Entry.Path)!.Kinds, file.Entry.ContentId)));
    }

    private void ReadAll(IEnumerable<SourceEntry> entries)
    {
        long bytes = 0;
        foreach (var entry in entries)
        {
            if (SpecKind.Of(entry.Path) is not { } kind)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            // One that is as large as a whole site may be is refused by itself, and hides nothing of the others.
            bytes += entry.Size > SourceLimits.SiteBytes ? 0 : entry.Size;
            if (bytes > SourceLimits.SiteBytes)
            {
                Stop(entry, Codes.SiteTooLarge, "With this file the site's spec files are larger than 256 MiB; this and later ones were not read.");
                break;
            }

            ReadOne(entry, kind);
            if (_batch.IsFull && !Flush())
            {
                return;
            }
        }

        Flush();
    }

    private void ReadOne(SourceEntry entry, SpecKind kind)
    {
        if (cache?.Find(entry) is { } kept)
        {
            _batch.Add(entry, kind, kept);
            return;
        }

        if (index?.Knows(kind.Kinds, entry.ContentId) == true)
        {
            _batch.Add(entry, kind);
            return;
        }

        if (entry.Size > SourceLimits.FileBytes)
        {
            Refuse(entry, kind, Codes.FileTooLarge, "The file is larger than 4 MiB.", "Split it into several files.");
            return;
        }

        try
        {
            Add(entry, kind, tree.Read(entry));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Refuse(entry, kind, Codes.FileUnreadable, "The file cannot be read.", "Check its permissions.");
        }
    }

    private void Add(SourceEntry entry, SpecKind kind, byte[] bytes)
    {
        if (cache is not null && entry.ContentId is null)
        {
            entry = entry with { ContentId = BlobId.Of(bytes) };
            if (cache.Find(entry) is { } kept)
            {
                _batch.Add(entry, kind, kept);
                return;
            }
        }

        _batch.Add(entry, kind, bytes);
        ParsedFiles++;
    }

    /// <summary>False when there are too many documents or values.</summary>
    private bool Flush()
    {
        foreach (var (entry, kind, parsed) in _batch.ParseAll(cancellationToken))
        {
            Collect(entry, kind, parsed);
            if (Documents > SourceLimits.Documents)
            {
                Stop(entry, Codes.TooManyDocuments, "With this file the site has more than 400,000 documents; later files were not read.");
                return false;
            }

            if (_values > SourceLimits.MostValues(Documents))
            {
                Stop(entry, Codes.TooManyValues, "With this file the site holds more than 4,000,000 keys, values and items, and 20 more for each document; later files were not read.");
                return false;
            }
        }

        return true;
    }

    private void Collect(SourceEntry entry, SpecKind kind, FileSpecs parsed)
    {
        Documents += parsed.Documents;
        _values += parsed.Values;
        diagnostics.AddRange(parsed.Diagnostics);
        if (parsed.Documents == 0 && parsed.Diagnostics.IsEmpty && entry.Size <= EmptyBytes)
        {
            // One that holds comments alone was put to rest on purpose.
            diagnostics.Add(Codes.UnreadFile.At(SpecLocation.OfFile(entry.Path), "This file is empty, so that what it described is gone.", "Write the spec into it again, or remove the file."));
        }

        if (parsed.Gap != FileGap.None)
        {
            Gaps = Gaps.With(entry.Path, kind.Kinds, parsed.Gap == FileGap.Unread);
        }

        if (diagnostics.IsFull)
        {
            // The commit is refused, and more is wrong with it than is listed: what refers to what is of no interest any more.
            Gaps = Gaps with { Unread = SpecKinds.All, Partial = SpecKinds.All };
            Specs.Clear();
            return;
        }

        Specs.AddRange(parsed.Specs);
        if (parsed.Diagnostics.Length <= MostKeptFindings)
        {
            _kept.Add((entry, parsed));
        }
    }

    private void Refuse(SourceEntry entry, SpecKind kind, DiagnosticCode code, string message, string hint)
    {
        diagnostics.Add(code.At(SpecLocation.OfFile(entry.Path), message, hint));
        Gaps = Gaps.With(entry.Path, kind.Kinds, isUnread: true);
    }

    private void Stop(SourceEntry entry, DiagnosticCode code, string message)
    {
        diagnostics.Add(code.At(SpecLocation.OfFile(entry.Path), message));
        Gaps = Gaps.With(entry.Path, SpecKinds.All, isUnread: true);
    }
}
