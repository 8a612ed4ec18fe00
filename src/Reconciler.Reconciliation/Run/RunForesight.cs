using Reconciler.Core.Planning;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Stages;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>The next run, as far as it can be known without making it. Nothing is written.</summary>
public sealed class RunForesight
{
    private readonly StateStore _states;
    private readonly Controls _controls;
    private readonly RolloutDecision _rollouts;
    private readonly ServedSet _served;

    internal RunForesight(StateStore states, Controls controls, RolloutDecision rollouts, ServedSet served)
    {
        _states = states;
        _controls = controls;
        _rollouts = rollouts;
        _served = served;
    }

    /// <summary>The window or proof that the rollout on the disk waits for.</summary>
    public RolloutOutlook ForeseeRollout() => _controls.Read(Control.Suspend) is null && _states.Load() is { Rollout: { } rollout } state
        ? _rollouts.Foresee(state, rollout)
        : RolloutOutlook.None;

    /// <summary>The change that this host would bring without a commit; null: none, or nothing is published.</summary>
    public HostChange? ForeseeHostChange() => _states.Load() is { Published: not null } state ? _served.FindHostChange(state, new RenderedFiles()) : null;
}
