using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Explaining;
using Reconciler.Core.Sources;
using Reconciler.Git.Trees;

namespace Reconciler.Git.Mirrors;

/// <summary>The last change of the lines of a site's files, at a commit or as they are in a checkout. A file is blamed once, when it is first asked for.</summary>
public sealed class LineHistory : ILineHistory
{
    private readonly Dictionary<string, ImmutableArray<LineTouch?>> _files = new(StringComparer.Ordinal);
    private readonly LocalRepository _repository;
    private readonly string _folder;
    private readonly CommitId? _revision;
    private readonly CommitId? _commit;

    /// <param name="repository">The repository around the site's folder.</param>
    /// <param name="folder">The site's folder.</param>
    /// <param name="revision">The commit whose files are asked about; null: the files as they are.</param>
    public LineHistory(LocalRepository repository, string folder, CommitId? revision)
    {
        _repository = repository;
        _folder = folder;
        _revision = revision;
        _commit = revision ?? repository.Resolve("HEAD");
    }

    public string? Missing => null;

    /// <summary>How many files were blamed.</summary>
    public int Blamed => _files.Count;

    public LineTouch? Find(SpecLocation place)
    {
        if (!_files.TryGetValue(place.File, out var lines))
        {
            _files.Add(place.File, lines = Blame(place.File));
        }

        return place.Line >= 1 && place.Line <= lines.Length ? lines[place.Line - 1] : null;
    }

    private ImmutableArray<LineTouch?> Blame(string file)
    {
        var sitePath = SitePath.Normalized(_repository.SitePath(_folder));
        var path = sitePath.Length == 0 ? file : $"{sitePath}/{file}";
        if (_revision is { } revision)
        {
            return _repository.TryBlame(revision, path, out var committed) && committed is not null ? committed.Lines : [];
        }

        var working = File.ReadAllText(Path.Combine(_folder, file), Encoding.UTF8);
        BlamedFile? blamed = null;
        if (_commit is { } head && !_repository.TryBlame(head, path, out blamed))
        {
            return [];
        }

        return [.. LineMatch.Of(blamed?.Text ?? "", working).Select(line => blamed is null || line < 0 ? LineTouch.Uncommitted : blamed.Lines[line])];
    }
}
