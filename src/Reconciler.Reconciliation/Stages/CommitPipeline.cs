using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>
/// A run's work on a commit, as two lists of stages: one that decides what it wants here and whether it may have it, and one that applies that. They are
/// lists of their own, since a run may go through them more than once: for the head; where the head is refused, for the rollout under way; and, the second
/// alone, for what drift was found in.
/// </summary>
internal sealed class CommitPipeline(StageList<CommitContext> decide, StageList<CommitContext> apply)
{
    /// <summary>Decides about a commit and applies it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="counts">Which facts are the site's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RunOutcome> ReachAsync(RunContext run, CommitId commit, Func<RunFact, bool> counts, CancellationToken cancellationToken)
    {
        var context = new CommitContext(run, commit, counts);
        await decide.ExecuteAsync(context, cancellationToken);
        if (!context.IsDecided)
        {
            await apply.ExecuteAsync(context, cancellationToken);
        }

        return context.Outcome;
    }

    /// <summary>Applies what is served already, to put right what was changed by hand.</summary>
    /// <param name="run">The run.</param>
    /// <param name="served">The served set.</param>
    /// <param name="repair">The files to be put right.</param>
    /// <param name="counts">Which facts are the site's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RunOutcome> RepairAsync(RunContext run, DesiredSet served, DriftRepair repair, Func<RunFact, bool> counts, CancellationToken cancellationToken)
    {
        var context = new CommitContext(run, served.Commit, counts) { Desired = served, Repair = repair };
        await apply.ExecuteAsync(context, cancellationToken);
        return context.Outcome;
    }
}
