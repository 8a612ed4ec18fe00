using Reconciler.Core.Sources;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Whether a run has nothing to do with a commit.</summary>
internal sealed class RestCheck(PublishedRoots roots, Controls controls, PhoneBookStore? phones, HostInputs inputs)
{
    /// <summary>True when the target is served, activated and rendered from the same inputs, and nobody asked for a retry.</summary>
    public bool IsReached(ReconcileState state, CommitId target) =>
        RolloutPosition.IsAtRest(state, target)
        && state.Site is { } site
        && controls.Read(Control.Retry) is null
        && phones is not { IsMissing: true }
        && roots.All.All(root => root.CurrentGeneration is not null)
        && (roots.Asterisk is null || state.ActivatedContent is not null)
        && state.HostInputs == inputs.DigestOf(site, state.HostSecrets);
}
