using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Mirrors;

/// <summary>A new mirror of a repository on this host: its files are linked or copied as they are, where they hold nothing but what is watched.</summary>
internal static class LocalClone
{
    private const int MostRefs = 32;

    public static void Make(string path, string directory, RepositoryUrl url, WatchedRevision watched)
    {
        using var source = LocalRemote.Open(path, url);

        // What cannot be cloned by its path, borrows objects (a clone would borrow them too), or has other branches, is copied object by object.
        if (RemoteUrl.LooksLikeHost(path) || File.Exists(Path.Combine(LocalRemote.ObjectsOf(source), "info", "alternates")) || HasOthers(source, watched))
        {
            Repository.Init(directory, isBare: true);
            return;
        }

        try
        {
            Repository.Clone(path, directory, new CloneOptions { IsBare = true });
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailures.Translate(e, url);
        }
    }

    private static bool HasOthers(Repository source, WatchedRevision watched)
    {
        if (watched.Kind != WatchedKind.Branch || source.Branches[$"refs/heads/{watched.Text}"]?.Tip is not { } tip)
        {
            return true;
        }

        var others = source.Refs.Where(r => r.CanonicalName.StartsWith("refs/", StringComparison.Ordinal)).ToList();
        return others.Count > MostRefs || others.Any(r => !IsBehind(source, r, tip));
    }

    private static bool IsBehind(Repository source, Reference reference, Commit tip) =>
        source.Lookup(reference.ResolveToDirectReference()?.TargetIdentifier ?? "")?.Peel<Commit>() is { } commit
        && (commit.Id == tip.Id || source.ObjectDatabase.FindMergeBase(commit, tip)?.Id == commit.Id);
}
