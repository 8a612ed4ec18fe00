using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Rendering;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>How a rendering differs from what is published, by content. What a DHCP server includes reaches no phone before its administrator reloads it, and is left out.</summary>
internal sealed record PublishedDifference(ImmutableArray<ManifestEntry> Today, ImmutableArray<Artifact> Changed, ImmutableArray<ManifestEntry> Removed)
{
    /// <summary>Additions alone take nothing from anybody.</summary>
    public bool IsEmpty => Changed.IsEmpty && Removed.IsEmpty;

    /// <param name="published">The published manifest.</param>
    /// <param name="targets">The roots to look at.</param>
    /// <param name="today">The files as they would be; they are rendered only where their inputs differ.</param>
    /// <param name="files">The run's.</param>
    public static PublishedDifference Of(Manifest published, IReadOnlySet<ArtifactTarget> targets, FleetRendering today, RenderedFiles files)
    {
        var entries = ImmutableArray.CreateBuilder<ManifestEntry>();
        var changed = ImmutableArray.CreateBuilder<Artifact>();
        var paths = new HashSet<(ArtifactTarget, string)>();
        foreach (var artifact in today.Artifacts.Where(a => targets.Contains(a.Target)))
        {
            paths.Add((artifact.Target, artifact.Path));
            var before = published.TryFind(artifact.Target, artifact.Path, out var known) ? known : null;
            var entry = files.EntryOf(artifact, before);
            entries.Add(entry);
            if (before is not null && before.ContentDigest != entry.ContentDigest)
            {
                changed.Add(artifact);
            }
        }

        var removed = published.Entries.Where(e => targets.Contains(e.Target) && !paths.Contains((e.Target, e.Path)));
        return new PublishedDifference(entries.DrainToImmutable(), changed.DrainToImmutable(), [.. removed]);
    }

    /// <summary>A keyed digest of the files as they would be.</summary>
    public Digest Hash(ReadOnlySpan<byte> key)
    {
        using var builder = new DigestBuilder(key);
        builder.Add("host change");
        foreach (var entry in Today.OrderBy(e => e.Target).ThenBy(e => e.Path, StringComparer.Ordinal))
        {
            builder.Add((int)entry.Target).Add(entry.Path).Add(entry.ContentDigest);
        }

        return builder.Build();
    }
}
