using LibGit2Sharp;
using Reconciler.Git.Access;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Mirrors;

/// <summary>Packs the mirror where it has grown to many files, and says in a sentence why it could not.</summary>
internal static class MirrorCompaction
{
    public static string? Run(GitMirrorSettings settings, BareMirror mirror, ObjectReader reader, CancellationToken cancellationToken)
    {
        var packing = new ObjectPacking(Path.Combine(settings.MirrorDirectory, "objects"));
        try
        {
            if (!packing.IsDue)
            {
                return null;
            }

            using var repository = mirror.TryOpen();
            if (repository is not null)
            {
                packing.Pack(repository, cancellationToken);
            }

            // What it has open may be what was removed.
            reader.Close();
            return null;
        }
        catch (NotFoundException e)
        {
            mirror.MarkDamaged();
            return $"The mirror {settings.MirrorDirectory} has a broken object, and is made again by the next fetch: {GitFailures.Scrub(e.Message)}";
        }
        catch (Exception e) when (e is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            return $"The mirror {settings.MirrorDirectory} cannot be packed: look at the free space and rights of the state directory.";
        }
    }
}
