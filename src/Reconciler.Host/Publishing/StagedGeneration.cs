using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;

namespace Reconciler.Host.Publishing;

/// <summary>A generation that is complete and on the disk, and not live yet (unless <see cref="IsUnchanged"/>).</summary>
public sealed record StagedGeneration
{
    /// <summary>The name of its directory, <c>7-0123456789abcdef</c>: what the run record keeps.</summary>
    public required string Name { get; init; }

    /// <summary>Its directory: what Asterisk is asked to parse before the switch.</summary>
    public required string Path { get; init; }

    /// <summary>The generation that was live when this was staged; null: none was.</summary>
    public required string? Previous { get; init; }

    /// <summary>True: the live generation holds just these files, and nothing was staged. Never so in the Asterisk root.</summary>
    public required bool IsUnchanged { get; init; }

    /// <summary>A keyed digest of all names and contents: equal for equal files.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The manifest of the generation, in the order of the artifacts.</summary>
    public required ImmutableArray<ManifestEntry> Entries { get; init; }

    /// <summary>Its counts.</summary>
    public required StageCounts Counts { get; init; }

    /// <summary>Names that the previous manifest does not have.</summary>
    internal ImmutableArray<PublishedName> Added { get; init; } = [];

    /// <summary>Names that only the previous manifest has.</summary>
    internal ImmutableArray<PublishedName> Dropped { get; init; } = [];
}

/// <summary>Counts of one staging.</summary>
/// <param name="Rendered">Files whose bytes were made.</param>
/// <param name="Linked">Unchanged files that were hard-linked into a leaf that changed, or into the generation.</param>
/// <param name="Copied">Those that were copied, since the file system takes no hard links.</param>
/// <param name="ReusedLeaves">Leaves of profiles that were there already.</param>
/// <param name="BuiltLeaves">Leaves that were made.</param>
/// <param name="Symlinks">Links of the generation and of nodes of its trees.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StageCounts(int Rendered, int Linked, int Copied, int ReusedLeaves, int BuiltLeaves, int Symlinks);
