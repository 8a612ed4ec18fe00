using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Planning;

/// <summary>The changes between two effective fleets. Plain data with a stable hash; it holds references of secrets, never values.</summary>
public sealed record Plan
{
    /// <summary>The commit that is published; null: nothing is, or files of a folder.</summary>
    public required CommitId? Base { get; init; }

    /// <summary>The commit that is to be; null: files of a folder.</summary>
    public required CommitId? Head { get; init; }

    /// <summary>By MAC.</summary>
    public required ImmutableArray<PhoneChange> Phones { get; init; }

    /// <summary>By number.</summary>
    public required ImmutableArray<ObjectChange> Extensions { get; init; }

    /// <summary>By number.</summary>
    public required ImmutableArray<ObjectChange> Groups { get; init; }

    /// <summary>By DID and context.</summary>
    public required ImmutableArray<ObjectChange> Routes { get; init; }

    /// <summary>Fields of site.yaml.</summary>
    public required ImmutableArray<ValueChange> Site { get; init; }

    /// <summary>Contexts of the administrator's that calls no longer come to as before; follows from the changes, and is not part of <see cref="Hash"/>.</summary>
    public ImmutableArray<ReachLoss> Reach { get; init; } = [];

    /// <summary>The emergency numbers that are to be, or were where none are to be.</summary>
    public ImmutableArray<string> Emergency { get; init; } = [];

    /// <summary>Published files; by target, then path. Not part of <see cref="Hash"/>.</summary>
    public required ImmutableArray<ArtifactChange> Artifacts { get; init; }

    /// <summary>Modules of Asterisk whose files change, in the order in which they are reloaded.</summary>
    public required ImmutableArray<AsteriskModule> Reloads { get; init; }

    /// <summary>Phones whose profile changes and that are told so, by MAC.</summary>
    public required ImmutableArray<MacAddress> Resyncs { get; init; }

    /// <summary>How many phones and extensions there are before.</summary>
    public required PlanTotals Before { get; init; }

    /// <summary>How many phones and extensions there are after.</summary>
    public required PlanTotals After { get; init; }

    /// <summary>SHA-256 over the canonical JSON of the semantic changes; the same wherever the same change is planned by the same version.</summary>
    public required Digest Hash { get; init; }

    /// <summary>True: nothing that a spec says changes.</summary>
    public bool IsEmpty => Phones.IsEmpty && Extensions.IsEmpty && Groups.IsEmpty && Routes.IsEmpty && Site.IsEmpty;

    /// <summary>As JSON, without a verdict or findings beside it.</summary>
    public string ToJson() => PlanJson.ToText(new PlanDocument(this, null, [], PlanDocument.ThisVersion));
}

/// <summary>The size of a fleet.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanTotals(int Phones, int Extensions);
