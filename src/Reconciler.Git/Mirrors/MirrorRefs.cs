using LibGit2Sharp;

namespace Reconciler.Git.Mirrors;

/// <summary>
/// The mirror's references. All have fixed names of our own, so that what a branch is called, or was called before, never stands in the way of another.
/// </summary>
internal static class MirrorRefs
{
    /// <summary>The remote.</summary>
    public const string RemoteName = "origin";

    /// <summary>The refspec that a remote is set up with: nothing, since libgit2 fetches it beside what it is asked for.</summary>
    public const string FetchNothing = "+refs/reconciler/none:refs/reconciler/none";

    /// <summary>Where a fetch puts what is watched.</summary>
    public const string Watched = "refs/reconciler/watched";

    private const string Own = "refs/reconciler/";
    private const string Head = Own + "head";
    private const string SourceKey = "reconciler.source";

    /// <summary>The last head that a fetch saw, also after its branch was deleted.</summary>
    public static ObjectId? ReadHead(Repository repository) => (repository.Refs[Head] as DirectReference)?.TargetIdentifier is { } sha ? new ObjectId(sha) : null;

    /// <summary>The commit that was fetched, or that the fetched tag is on; null: the tag is on none.</summary>
    public static ObjectId? ReadWatched(Repository repository)
    {
        var target = repository.Lookup(Watched);
        while (target is TagAnnotation tag)
        {
            target = tag.Target;
        }

        return (target as Commit)?.Id;
    }

    /// <summary>The last head, and the branch or tag that it was the head of.</summary>
    public static void WriteHead(Repository repository, ObjectId head, FoundRevision found)
    {
        repository.Refs.Add(Head, head, allowOverwrite: true);
        repository.Config.Set(SourceKey, found.Name, ConfigurationLevel.Local);
    }

    /// <summary>The branch or tag of the last head; null: not known.</summary>
    public static string? ReadSource(Repository repository) => repository.Config.Get<string>(SourceKey, ConfigurationLevel.Local)?.Value;

    /// <summary>True: branches and tags that are none of ours are mirrored too, as earlier versions did.</summary>
    public static bool HasForeign(Repository repository) => repository.Refs.Any(IsForeign);

    /// <summary>Every reference of ours, for a new mirror.</summary>
    public static IReadOnlyList<(string Name, ObjectId Id)> OwnOf(Repository repository) =>
        [.. repository.Refs.OfType<DirectReference>().Where(r => r.CanonicalName.StartsWith(Own, StringComparison.Ordinal)).Select(r => (r.CanonicalName, new ObjectId(r.TargetIdentifier)))];

    /// <summary>Drops every reference, after a clone brought those of its origin.</summary>
    public static void Clear(Repository repository)
    {
        foreach (var reference in repository.Refs.Where(r => r.CanonicalName.StartsWith("refs/", StringComparison.Ordinal)).ToList())
        {
            repository.Refs.Remove(reference);
        }
    }

    private static bool IsForeign(Reference reference) =>
        reference.CanonicalName.StartsWith("refs/", StringComparison.Ordinal) && !reference.CanonicalName.StartsWith(Own, StringComparison.Ordinal);
}

/// <summary>A branch or tag that a fetch found.</summary>
/// <param name="Name">Its full name: <c>refs/tags/v1.2.3</c>.</param>
/// <param name="Tag">The tag's short name; null: it is a branch.</param>
internal sealed record FoundRevision(string Name, string? Tag)
{
    public static FoundRevision Branch(string name) => new($"refs/heads/{name}", null);

    public static FoundRevision OfTag(string name) => new($"refs/tags/{name}", name);
}
