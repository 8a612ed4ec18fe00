using Reconciler.Core.Rollouts;

namespace Reconciler.Core.Reconciliation;

/// <summary>Decides, before a commit is read, whether the rollout under way goes on, waits or stops. A person's word is used up by it.</summary>
internal sealed class RolloutDecision(ReconcileSetup setup)
{
    public void Take(RunProgress run)
    {
        var asked = setup.Controls.Read(Control.Rollout);
        if (run.State.Rollout is { } rollout && Next(rollout, asked) is var next && next != rollout)
        {
            run.State = run.State with { Rollout = next };
            run.Changed |= next.State != rollout.State;
            // Before the word is used up: a kill in between loses neither.
            setup.States.Save(run.Snapshot());
        }

        if (asked is not null)
        {
            setup.Controls.Clear(Control.Rollout);
        }
    }

    /// <summary>Whether a run would have something to do for the rollout now.</summary>
    public bool IsDue(Rollout rollout) => rollout.Goal != rollout.Wave || Next(rollout, setup.Controls.Read(Control.Rollout)) != rollout;

    private Rollout Next(Rollout rollout, string? asked) =>
        RolloutDirector.Next(rollout, asked, setup.Phones?.Load(), setup.Phones?.LoadSummary()?.Observed, setup.Time.GetUtcNow());
}
