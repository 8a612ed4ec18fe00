using Reconciler.Core.Windows;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Decides, before a commit is read, whether the rollout under way goes on, waits or stops. A person's word is used up by it.</summary>
internal sealed class RolloutDecision(StateStore states, Controls controls, PhoneBookStore? phones, IWindowClock windows, TimeProvider time)
{
    public void Apply(RunContext run)
    {
        var asked = controls.Read(Control.Rollout);
        if (run.State.Rollout is { } rollout && Next(rollout, asked, () => Prove(run.State, rollout)) is var next && next != rollout)
        {
            run.State = run.State with { Rollout = next };
            run.Changed |= next.State != rollout.State;
            // Before the word is used up: a kill in between loses neither.
            states.Save(run.Snapshot());
        }

        if (asked is not null)
        {
            controls.Clear(Control.Rollout);
        }
    }

    /// <summary>When the rollout of a state can go on.</summary>
    public RolloutOutlook Foresee(ReconcileState state, Rollout rollout)
    {
        var proof = new Lazy<RolloutProof?>(() => Prove(state, rollout));
        return rollout.Goal != rollout.Wave || Next(rollout, controls.Read(Control.Rollout), () => proof.Value) != rollout
            ? new RolloutOutlook(IsDue: true, null)
            : new RolloutOutlook(IsDue: false, RolloutClock.NextChange(rollout, () => proof.Value, time.GetUtcNow()));
    }

    private Rollout Next(Rollout rollout, string? asked, Func<RolloutProof?> prove) => RolloutDirector.Next(rollout, asked, prove, windows, time.GetUtcNow());

    private RolloutProof? Prove(ReconcileState state, Rollout rollout)
    {
        if (phones is null)
        {
            return null;
        }

        // A run that was killed after the switch has not written down what the phones are to run: what they were seen to run is what they had before.
        return state.IsHandedOver && phones.Load() is { Commit: not null } book
            ? RolloutProof.Of(rollout.ToProve(), book, phones.LoadSummary()?.Observed)
            : RolloutProof.Unseen(rollout.ToProve());
    }
}
