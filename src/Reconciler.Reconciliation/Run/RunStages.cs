using Reconciler.Reconciliation.Stages;

namespace Reconciler.Reconciliation.Run;

/// <summary>The lists that runs go through, in their order.</summary>
internal sealed record RunStages
{
    /// <summary>Of every run.</summary>
    public required StageList<RunContext> Opening { get; init; }

    /// <summary>Of each kind of run, where nothing is suspended.</summary>
    public required IReadOnlyDictionary<RunKind, StageList<RunContext>> ByKind { get; init; }

    /// <summary>Nothing is applied or put right; whether Asterisk still has what was read back is looked at all the same.</summary>
    public required StageList<RunContext> WhileSuspended { get; init; }

    /// <summary>Of every run that has not failed to write.</summary>
    public required StageList<RunContext> Closing { get; init; }

    /// <summary>Of every run, whatever it came to.</summary>
    public required StageList<RunContext> Recording { get; init; }
}

/// <summary>Why a run is made.</summary>
internal enum RunKind
{
    /// <summary>From Fetch to Record.</summary>
    Whole,

    /// <summary>Takes a rollout further by what was fetched before.</summary>
    Advance,

    /// <summary>Neither fetches nor applies a commit.</summary>
    DriftCheck,
}
