using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>One run while it goes on: what it started from, and what it has come to so far.</summary>
internal sealed class RunContext(ReconcileState state, RenderedFiles files, TimeProvider time) : IStageContext
{
    private const int MostRuns = 20;

    private readonly IReadOnlyList<Condition> _earlier = state.Conditions;
    private readonly List<TimedFact> _facts = [];

    public ReconcileState State { get; set; } = state;

    /// <summary>The files that the run renders.</summary>
    public RenderedFiles Files => files;

    /// <summary>The commit to serve; null: not found out, or there is none.</summary>
    public CommitId? Target { get; set; }

    public RunOutcomes Outcomes { get; } = new();

    /// <summary>The fleet that is served; null: not read in this run.</summary>
    public EffectiveFleet? Published { get; set; }

    /// <summary>How the phones were at the last look; null: nobody looked.</summary>
    public ConvergenceSummary? Phones { get; set; }

    /// <summary>True once something was switched: the status is worth recording.</summary>
    public bool Changed { get; set; }

    /// <summary>True: this run is the attempt that <see cref="Control.Retry"/> asked for.</summary>
    public bool IsRetry { get; set; }

    /// <summary>True: Asterisk was found to have something else, so that the check for drift is due whenever the last one was.</summary>
    public bool IsDriftSuspected { get; set; }

    public void Add(StageResult result)
    {
        foreach (var fact in result.Facts)
        {
            Note(fact);
        }

        Outcomes.Add(result);
    }

    /// <summary>For a fact that the state has to say before its stage is over.</summary>
    public void Note(RunFact fact) => _facts.Add(new TimedFact(fact, time.GetUtcNow()));

    /// <summary>The state with the conditions as they are now.</summary>
    public ReconcileState Snapshot() => State with { Conditions = RunConditions.Derive(_earlier, _facts, State.Rollout, time.GetUtcNow()) };

    /// <summary>Puts a run at the head of the history.</summary>
    public void Remember(RunSummary run) => State = State with { History = [run with { Changes = null }, .. State.History.Take(MostRuns - 1)] };
}
