using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Trees;

/// <summary>Why a walk ended.</summary>
internal enum TreeWalkEnd
{
    Done,
    TooMany,
    TooDeep,
}

/// <summary>One walk through the folders of a commit, which looks into those alone that are not known from the last.</summary>
internal sealed class TreeWalk(Repository repository, TreeLevels levels, DiagnosticList diagnostics)
{
    public const int MaximumDepth = 32;

    private readonly LargeBlobs _large = new(CommitHistory.ObjectsOf(repository));
    private readonly List<SourceEntry> _files = [];
    private int _count;

    /// <summary>Every YAML file, by path (ordinal).</summary>
    public ImmutableArray<SourceEntry> Files => IsSorted() ? [.. _files] : [.. _files.OrderBy(f => f.Path, StringComparer.Ordinal)];

    public TreeWalkEnd Run(string sha)
    {
        levels.Begin();
        return Visit("", sha, 1);
    }

    public static string? Refusal(TreeEntry entry) => entry.Mode switch
    {
        Mode.NonExecutableFile or Mode.ExecutableFile or Mode.Directory => null,
        Mode.SymbolicLink => "symbolic link",
        Mode.GitLink => "submodule",
        _ => "entry of a mode that is not used here",
    };

    private TreeWalkEnd Visit(string prefix, string sha, int depth)
    {
        var known = levels.Find(prefix, sha);
        var level = known ?? Read(prefix, sha);
        if (known is not null)
        {
            _count += known.Count;
        }

        if (level is null || _count > SourceLimits.TreeEntries)
        {
            return TreeWalkEnd.TooMany;
        }

        foreach (var item in level.Items)
        {
            if (item.File is { } file)
            {
                _files.Add(file);
            }
            else if (depth == MaximumDepth)
            {
                return TreeWalkEnd.TooDeep;
            }
            else if (Visit(item.Prefix, item.Sha, depth + 1) is var end and not TreeWalkEnd.Done)
            {
                return end;
            }
        }

        return TreeWalkEnd.Done;
    }

    /// <summary>Null: there are too many entries. A folder of which something is to be told is looked into each time.</summary>
    private TreeLevel? Read(string prefix, string sha)
    {
        if (repository.ObjectDatabase.RetrieveObjectMetadata(new ObjectId(sha)).Size > SourceLimits.TreeBytes)
        {
            return null;
        }

        CommitHistory.TryLoose(repository, sha);
        var tree = repository.Lookup<Tree>(sha) ?? throw new NotFoundException("no tree");
        var (before, told) = (levels.FilesOf(prefix), diagnostics.Count);
        var items = ImmutableArray.CreateBuilder<TreeItem>();
        var count = 0;
        foreach (var entry in tree)
        {
            count++;
            if (++_count > SourceLimits.TreeEntries)
            {
                return null;
            }

            if (Judge(entry, prefix, before) is { } item)
            {
                items.Add(item);
            }
        }

        var level = new TreeLevel(items.DrainToImmutable(), count);
        if (diagnostics.Count == told)
        {
            levels.Add(prefix, sha, level);
        }

        return level;
    }

    private TreeItem? Judge(TreeEntry entry, string prefix, IReadOnlyDictionary<string, SourceEntry> before)
    {
        var path = prefix + entry.Name;
        if (entry.Name.Any(c => char.IsControl(c) || c == '\uFFFD'))
        {
            var shown = new string([.. path.Select(c => char.IsControl(c) ? '?' : c)]);
            diagnostics.Add(Codes.TreeNameRefused.At(SpecLocation.OfFile(shown), "The name holds a control character or is not UTF-8.", "Rename it."));
            return null;
        }

        if (Refusal(entry) is { } what)
        {
            diagnostics.Add(Codes.TreeEntryRefused.At(
                SpecLocation.OfFile(path), $"{path} is a {what}, which is never followed.", "Put the file itself there, or move it out of the site's folder."));
            return null;
        }

        var sha = entry.Target.Id.Sha;
        if (entry.TargetType == TreeEntryTargetType.Tree)
        {
            return new TreeItem(null, path + "/", sha);
        }

        if (SpecFileNames.IsYaml(entry.Name))
        {
            return new TreeItem(before.TryGetValue(path, out var known) && known.ContentId == sha ? known : new SourceEntry(path, SizeOf(entry.Target.Id), sha), "", "");
        }

        if (SpecFileNames.Warning(path) is { } warning)
        {
            diagnostics.Add(warning);
        }

        return null;
    }

    // What is too large may have been left out of the mirror.
    private long SizeOf(ObjectId id) => _large.SizeOf(id.Sha) ?? repository.ObjectDatabase.RetrieveObjectMetadata(id).Size;

    // Git sorts by bytes, which are in the order of characters but for those beyond the first 65,536.
    private bool IsSorted()
    {
        for (var i = 1; i < _files.Count; i++)
        {
            if (string.CompareOrdinal(_files[i - 1].Path, _files[i].Path) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
