using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Rendering;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The files that one commit comes to on this host, rendered lazily, with the plan that leads there.</summary>
internal sealed record DesiredSet
{
    public required CommitId Commit { get; init; }

    public required FleetRendering Rendering { get; init; }

    /// <summary>The commit that all that is no phone's comes from: <see cref="Commit"/>, but for a rollout that goes back.</summary>
    public required CommitId Main { get; init; }

    /// <summary>How the rollout stands once this set is served; null: every phone has <see cref="Commit"/>.</summary>
    public required Rollout? Rollout { get; init; }

    /// <summary>The served fleet, rendered by today's renderer; null: nothing is served.</summary>
    public required FleetRendering? Published { get; init; }

    /// <summary>From the newest commit that all phones got: what the guard judges.</summary>
    public required Plan Plan { get; init; }

    /// <summary>How many phones' profiles differ from what is served now.</summary>
    public required int PhonesChanged { get; init; }

    /// <summary>Warnings about the specs and findings of the host.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>Inputs of the files besides the commit; see <see cref="ReconcileState.HostInputs"/>.</summary>
    public required Digest HostInputs { get; init; }

    /// <summary>The parts of <see cref="HostInputs"/>.</summary>
    public required RenderingBasis Basis { get; init; }

    /// <summary>The change that goes live besides, because the host has another key, secret or program; null: none.</summary>
    public HostChange? HostChange { get; init; }

    public EffectiveFleet Fleet => Rendering.Fleet;

    public AsteriskConfiguration Asterisk => Rendering.Asterisk.Value;
}
