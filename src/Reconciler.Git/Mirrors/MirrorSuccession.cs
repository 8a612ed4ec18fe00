using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Mirrors;

/// <summary>Takes over from the mirror that is replaced: the commits that phones run may be in no branch any more.</summary>
internal static class MirrorSuccession
{
    public static void TakeOver(string oldDirectory, Repository fresh, RepositoryUrl url, CancellationToken cancellationToken)
    {
        if (!Repository.IsValid(oldDirectory))
        {
            return;
        }

        try
        {
            using var old = new Repository(oldDirectory);
            if (old.Network.Remotes[MirrorRefs.RemoteName]?.Url != url.Text)
            {
                return;
            }

            foreach (var (name, id) in MirrorRefs.OwnOf(old).Where(r => r.Name != MirrorRefs.Watched))
            {
                CopyOne(old, fresh, name, id, cancellationToken);
            }
        }
        catch (LibGit2SharpException)
        {
            // It is replaced because it is damaged: there is nothing to take over.
        }
    }

    private static void CopyOne(Repository old, Repository fresh, string name, ObjectId id, CancellationToken cancellationToken)
    {
        try
        {
            using (var copy = new ObjectCopy(LocalRemote.ObjectsOf(old), LocalRemote.ObjectsOf(fresh), old.Info.Path))
            {
                copy.Copy(id, cancellationToken);
            }

            fresh.Refs.Add(name, id, allowOverwrite: true);
        }
        catch (GitUnavailableException e) when (e.Failure == GitFailure.MirrorDamaged)
        {
            // This one is lost; others may be whole.
        }
    }
}
