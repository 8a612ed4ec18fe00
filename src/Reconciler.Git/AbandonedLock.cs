using System.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Git;

/// <summary>
/// The lock of a branch in a repository on this host, which a push writes to itself: one that was killed leaves it, and every push after it would be refused.
/// </summary>
internal static class AbandonedLock
{
    /// <summary>A process's start is known to a hundredth of a second and a file's time to a tick: a lock written just before a start may look younger by so much.</summary>
    private static readonly TimeSpan ClockGrain = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Removes the branch's lock when it is older than this process, which has long been at work when it comes here, while Git holds a lock for milliseconds.
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
