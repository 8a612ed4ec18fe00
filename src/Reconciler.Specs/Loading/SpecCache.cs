using Reconciler.Core.Sources;

namespace Reconciler.Specs.Loading;

/// <summary>
/// Parsed files of the last load, by path and content: an agent's next load parses only what a push changed. Holds exactly the files of
/// the last load; for one loader at a time.
/// </summary>
public sealed class SpecCache
{
    private readonly Dictionary<(string Path, string Content), Kept> _files = [];
    private int _load;

    /// <summary>How many files are kept.</summary>
    public int Count => _files.Count;

    internal FileSpecs? Find(SourceEntry entry) => entry.ContentId is { } content && _files.TryGetValue((entry.Path, content), out var kept) ? kept.Parsed : null;

    /// <summary>Keeps these files and no others; those that are kept already stay where they are.</summary>
    internal void Replace(IReadOnlyList<(SourceEntry Entry, FileSpecs Parsed)> files)
    {
        _load++;
        var count = 0;
        foreach (var (entry, parsed) in files)
        {
            if (entry.ContentId is not { } content)
            {
                continue;
            }

            count++;
            if (_files.TryGetValue((entry.Path, content), out var kept) && ReferenceEquals(kept.Parsed, parsed))
            {
                kept.Load = _load;
            }
            else
            {
                _files[(entry.Path, content)] = new Kept(parsed) { Load = _load };
            }
        }

        if (_files.Count > count)
        {
            foreach (var gone in _files.Where(file => file.Value.Load != _load).Select(file => file.Key).ToList())
            {
                _files.Remove(gone);
            }
        }
    }

    private sealed class Kept(FileSpecs parsed)
    {
        public FileSpecs Parsed => parsed;

        /// <summary>The load that had it last.</summary>
        public int Load { get; set; }
    }
}
