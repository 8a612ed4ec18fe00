using System.Collections.Immutable;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The end of a stage: facts, from which the conditions are derived, and, where there is something to say, an outcome.</summary>
internal sealed record StageResult
{
    private StageResult()
    {
    }

    public RunOutcome? Outcome { get; private init; }

    /// <summary>How the outcome weighs beside those of other stages.</summary>
    public OutcomeWeight Weight { get; private init; }

    public ImmutableArray<RunFact> Facts { get; private init; } = [];

    /// <summary>Outcomes beside the main one, each logged in a line of its own before it.</summary>
    public ImmutableArray<RunOutcome> Besides { get; init; } = [];

    /// <summary>True: the stages after it in the list have nothing to do.</summary>
    public bool EndsList { get; private init; }

    /// <summary>Nothing to say; the next stage goes on.</summary>
    public static StageResult Done(params ImmutableArray<RunFact> facts) => new() { Facts = facts };

    /// <summary>An outcome beside which the next stages go on.</summary>
    public static StageResult Found(OutcomeWeight weight, RunOutcome outcome, params ImmutableArray<RunFact> facts) => new() { Weight = weight, Outcome = outcome, Facts = facts };

    /// <summary>The outcome, after which the list has nothing more to do.</summary>
    public static StageResult End(RunOutcome outcome, params ImmutableArray<RunFact> facts) => new() { Outcome = outcome, Facts = facts, EndsList = true };
}

/// <summary>How an outcome weighs.</summary>
internal enum OutcomeWeight
{
    /// <summary>It is what the run came to.</summary>
    Main,

    /// <summary>It is what the caller has to hear of, whatever else came of the run.</summary>
    Fetch,

    /// <summary>Told beside the main one, which gets its counts.</summary>
    Rollout,

    /// <summary>Heard of where nothing else failed, and told beside it where something did.</summary>
    Health,

    /// <summary>Heard of where the run came to nothing else, and told beside it where it did.</summary>
    Drift,

    /// <summary>Heard of where all else was done.</summary>
    Record,
}
