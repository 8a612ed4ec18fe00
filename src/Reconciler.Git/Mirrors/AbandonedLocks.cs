using System.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Mirrors;

/// <summary>
/// The lock files that a killed process leaves in a repository on this host: Git would refuse every later change of what they lock.
/// </summary>
internal static class AbandonedLocks
{
    private const string Pattern = "*.lock";

    /// <summary>A process's start is known to a hundredth of a second and a file's time to a tick: a lock written just before a start may look younger by so much.</summary>
    private static readonly TimeSpan ClockGrain = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Removes every lock of the mirror's references and settings. Whoever calls this holds the run's lock, and nobody without it writes to the mirror.
    /// Without this the mirror would be cloned anew, and commits that the repository has no more, which phones may still run, would be lost.
    /// </summary>
    public static void RemoveAll(string mirror)
    {
        var references = Path.Combine(mirror, "refs");
        if (!Directory.Exists(references))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(mirror, Pattern).Concat(Directory.EnumerateFiles(references, Pattern, SearchOption.AllDirectories)))
        {
            File.Delete(path);
        }
    }

    /// <summary>
    /// Removes the lock of a branch in a repository that is pushed to, when it is older than this process, which has long been at work when it comes here,
    /// while Git holds a lock for milliseconds.
    /// False: there is none, or somebody may hold it.
    /// </summary>
    public static bool TryRemove(RepositoryUrl url, string reference)
    {
        if (url.LocalPath is not { } repository)
        {
            return false;
        }

        var path = Path.Combine(repository, reference + ".lock");
        using var self = Process.GetCurrentProcess();
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= self.StartTime.ToUniversalTime() + ClockGrain)
        {
            return false;
        }

        File.Delete(path);
        return true;
    }
}
