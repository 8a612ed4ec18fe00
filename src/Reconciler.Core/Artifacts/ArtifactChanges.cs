using System.Collections.Immutable;
using System.Security.Cryptography;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Artifacts;

/// <summary>Which files differ between two states, by target and path.</summary>
public static class ArtifactChanges
{
    /// <summary>By content. Parts of equal digest are not looked into.</summary>
    public static ImmutableArray<ArtifactChange> Between(Manifest from, Manifest to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var changes = new List<ArtifactChange>();
        for (var part = 0; part < Manifest.PartCount; part++)
        {
            if (from.Parts[part].Digest != to.Parts[part].Digest)
            {
                Compare(from.Parts[part].Entries, to.Parts[part].Entries, changes);
            }
        }

        return Sorted(changes);
    }

    /// <summary>By what would be rendered, where there are no manifests. Only files whose inputs differ are rendered.</summary>
    public static ImmutableArray<ArtifactChange> Between(IEnumerable<Artifact> from, IEnumerable<Artifact> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var before = from.ToDictionary(a => (a.Target, a.Path));
        var changes = new List<ArtifactChange>();
        foreach (var artifact in to)
        {
            if (!before.Remove((artifact.Target, artifact.Path), out var old))
            {
                changes.Add(new ArtifactChange(artifact.Target, artifact.Path, PlanVerb.Add));
            }
            else if (old.InputDigest != artifact.InputDigest && ContentOf(old) != ContentOf(artifact))
            {
                changes.Add(new ArtifactChange(artifact.Target, artifact.Path, PlanVerb.Change));
            }
        }

        changes.AddRange(before.Values.Select(gone => new ArtifactChange(gone.Target, gone.Path, PlanVerb.Remove)));
        return Sorted(changes);
    }

    // Both are sorted the same way, so one walk over the two finds every difference.
    private static void Compare(ImmutableArray<ManifestEntry> from, ImmutableArray<ManifestEntry> to, List<ArtifactChange> changes)
    {
        int i = 0, j = 0;
        while (i < from.Length || j < to.Length)
        {
            var order = i == from.Length ? 1 : j == to.Length ? -1 : ManifestPart.Compare(from[i], to[j]);
            if (order < 0)
            {
                changes.Add(new ArtifactChange(from[i].Target, from[i].Path, PlanVerb.Remove));
                i++;
            }
            else if (order > 0)
            {
                changes.Add(new ArtifactChange(to[j].Target, to[j].Path, PlanVerb.Add));
                j++;
            }
            else
            {
                if (from[i].ContentDigest != to[j].ContentDigest)
                {
                    changes.Add(new ArtifactChange(to[j].Target, to[j].Path, PlanVerb.Change));
                }

                i++;
                j++;
            }
        }
    }

    private static Digest ContentOf(Artifact artifact) => Digest.FromBytes(SHA256.HashData(artifact.Render()));

    private static ImmutableArray<ArtifactChange> Sorted(List<ArtifactChange> changes)
    {
        changes.Sort((a, b) => a.Target != b.Target ? a.Target.CompareTo(b.Target) : string.CompareOrdinal(a.Path, b.Path));
        return [.. changes];
    }
}
