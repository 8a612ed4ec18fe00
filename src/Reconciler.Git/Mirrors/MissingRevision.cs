using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Mirrors;

/// <summary>Sentences on a branch or tag that the repository does not have, each with what to write instead.</summary>
internal static class MissingRevision
{
    private const int MostNamed = 5;

    public static GitUnavailableException Of(RepositoryUrl url, WatchedRevision watched, RemoteRefs refs, bool wasThere)
    {
        if (refs.Branches.Count == 0 && refs.Tags.Count == 0)
        {
            return wasThere ? Gone(url, watched) : new(GitFailure.RepositoryEmpty, watched.Kind == WatchedKind.Branch
                ? $"The repository {url} is empty: push {watched} to it."
                : $"The repository {url} is empty: push the site's files and a tag to it.");
        }

        return watched.Kind switch
        {
            WatchedKind.Branch when refs.Tags.Contains(watched.Text) => new(
                GitFailure.BranchMissing, $"{watched.Text} of {url} is a tag and no branch: write tag: {watched.Text} instead of branch: {watched.Text} in the agent's file."),
            WatchedKind.Branch when watched.Text.StartsWith("origin/", StringComparison.Ordinal) && refs.Branches.Contains(watched.Text["origin/".Length..]) => new(
                GitFailure.BranchMissing, $"{watched.Text} is what a clone calls a branch of {url}: write branch: {watched.Text["origin/".Length..]} in the agent's file."),
            WatchedKind.Branch when wasThere => Gone(url, watched),
            WatchedKind.Branch => new(
                GitFailure.BranchMissing, $"The repository {url} has no branch {watched.Text} ({Has(refs.Branches)}): correct repository.branch in the agent's file, or push it."),
            WatchedKind.Tag when refs.Branches.Contains(watched.Text) => new(
                GitFailure.TagMissing, $"{watched.Text} of {url} is a branch and no tag: write branch: {watched.Text} instead of tag: {watched.Text} in the agent's file."),
            WatchedKind.Tag => new(
                GitFailure.TagMissing, $"The repository {url} has no tag {watched.Text} ({Has(refs.Tags)}): correct repository.tag in the agent's file, or push it."),
            _ => new(
                GitFailure.TagMissing, $"No tag of {url} is a version in {watched.Text} ({Has(refs.Tags)}): correct repository.semver in the agent's file, or push one. Pre-releases count only where the range names one."),
        };
    }

    private static GitUnavailableException Gone(RepositoryUrl url, WatchedRevision watched) => watched.Kind == WatchedKind.Branch
        ? new(GitFailure.BranchDeleted, $"The branch {watched.Text} of {url} is not there any more: push it again, or correct repository.branch in the agent's file.")
        : new(GitFailure.TagMissing, $"The repository {url} has no tags any more: push them again.");

    private static string Has(IReadOnlyList<string> names) => names.Count == 0
        ? "it has none"
        : $"it has {string.Join(", ", names.TakeLast(MostNamed).Select(GitFailures.Scrub))}{(names.Count > MostNamed ? " and others" : "")}";
}
