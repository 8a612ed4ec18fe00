using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>The state of one run while it goes on: what it started from, and what it has come to so far.</summary>
internal sealed class RunProgress
{
    public RunProgress(ReconcileState state, TimeProvider time)
    {
        State = state;
        Conditions = new ConditionSet(state.Conditions, time);
    }

    public ReconcileState State { get; set; }

    public ConditionSet Conditions { get; }

    /// <summary>The fleet that is served; null: not read in this run.</summary>
    public EffectiveFleet? Published { get; set; }

    /// <summary>True once something was switched: the status is worth recording.</summary>
    public bool Changed { get; set; }

    /// <summary>True: this run is the attempt that <see cref="Control.Retry"/> asked for.</summary>
    public bool IsRetry { get; set; }

    /// <summary>What in the administrator's own files will hurt users, found while Asterisk was read back.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; set; } = [];

    /// <summary>True: Asterisk was found to have something else, so that the check for drift is due whenever the last one was.</summary>
    public bool IsDriftSuspected { get; set; }

    /// <summary>What is put right while the run applies what is published already; null: the run applies a change.</summary>
    public Mending? Mending { get; set; }

    /// <summary>What else the run came to, each told in a line of its own before the outcome.</summary>
    public List<RunOutcome> Asides { get; } = [];

    /// <summary>The state with the conditions as they are now.</summary>
    public ReconcileState Snapshot() => State with { Conditions = Conditions.ToArray() };

    /// <summary>Puts a run at the head of the history.</summary>
    public void Remember(RunSummary run) => State = State with { History = [run, .. State.History.Take(MostRuns - 1)] };

    private const int MostRuns = 20;
}
