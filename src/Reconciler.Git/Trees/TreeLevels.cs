using System.Collections.Immutable;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Trees;

/// <summary>
/// The folders of the last two trees that were listed, each under the name that Git gives its content: a folder that did not change since is not looked into
/// again. Of a folder that did, files that did not change are known all the same. Used by one caller at a time.
/// </summary>
internal sealed class TreeLevels
{
    private Dictionary<(string Prefix, string Sha), TreeLevel> _before = [];
    private Dictionary<(string Prefix, string Sha), TreeLevel> _now = [];

    /// <summary>Begins another listing.</summary>
    public void Begin() => (_before, _now) = (_now, []);

    /// <summary>The folder as it was listed before; null: it has to be looked into.</summary>
    public TreeLevel? Find(string prefix, string sha)
    {
        if (!_before.TryGetValue((prefix, sha), out var level))
        {
            return null;
        }

        _now[(prefix, sha)] = level;
        return level;
    }

    public void Add(string prefix, string sha, TreeLevel level) => _now[(prefix, sha)] = level;

    /// <summary>The known files of a folder that has another content now.</summary>
    public IReadOnlyDictionary<string, SourceEntry> FilesOf(string prefix) => _before
        .Where(level => level.Key.Prefix == prefix)
        .SelectMany(level => level.Value.Items.Select(item => item.File).OfType<SourceEntry>())
        .DistinctBy(file => file.Path)
        .ToDictionary(file => file.Path, StringComparer.Ordinal);
}

/// <summary>One folder, without what is in the folders in it.</summary>
/// <param name="Items">Its YAML files and its folders, in Git's order, which is that of whole paths.</param>
/// <param name="Count">All entries that it has.</param>
internal sealed record TreeLevel(ImmutableArray<TreeItem> Items, int Count);

/// <summary>A file, or a folder.</summary>
/// <param name="File">The file; null: it is a folder.</param>
/// <param name="Prefix">Of a folder, the start of all paths in it.</param>
/// <param name="Sha">Of a folder, Git's name of its content.</param>
internal sealed record TreeItem(SourceEntry? File, string Prefix, string Sha);
