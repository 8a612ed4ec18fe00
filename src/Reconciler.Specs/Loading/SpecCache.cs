using Reconciler.Core.Sources;

namespace Reconciler.Specs.Loading;

/// <summary>
/// Parsed files of the last load, by path and content: an agent's next load parses only what a push changed. Holds exactly the files of
/// the last load; for one loader at a time.
/// </summary>
public sealed class SpecCache
{
    private Dictionary<(string Path, string Content), FileSpecs> _files = [];

    /// <summary>How many files are kept.</summary>
    public int Count => _files.Count;

    internal FileSpecs? Find(SourceEntry entry) =>
        entry.ContentId is { } content && _files.TryGetValue((entry.Path, content), out var parsed) ? parsed : null;

    internal void Replace(IEnumerable<(SourceEntry Entry, FileSpecs Parsed)> files) =>
        _files = files.Where(file => file.Entry.ContentId is not null).ToDictionary(file => (file.Entry.Path, file.Entry.ContentId!), file => file.Parsed);
}
