using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The one summary: makes of the stages' outcomes the one that the caller hears of, and those that are told beside it.</summary>
internal sealed class RunOutcomes
{
    private readonly List<RunOutcome> _besides = [];
    private RunOutcome? _fetchFailure;

    /// <summary>The outcome so far, whatever became of the fetch.</summary>
    public RunOutcome Current { get; private set; } = RunOutcome.NoChange(null);

    /// <summary>The caller's outcome. After a failed fetch it is that one; a lagging stage stands in the conditions.</summary>
    public RunOutcome Reported => _fetchFailure ?? Current;

    /// <summary>Outcomes beside the caller's, each logged in a line of its own before it.</summary>
    public IReadOnlyList<RunOutcome> Besides => _besides;

    /// <summary>True: Asterisk has just been asked in vain.</summary>
    public bool IsAsteriskAway => Current is { ExitCode: ExitCode.ActivationFailed, Transient: true };

    public void Add(StageResult result)
    {
        _besides.AddRange(result.Besides);
        if (result.Outcome is not { } outcome)
        {
            return;
        }

        switch (result.Weight)
        {
            case OutcomeWeight.Fetch:
                _fetchFailure = outcome;
                break;
            case OutcomeWeight.Rollout:
                _besides.Add(outcome);
                Current = Current with { PhonesChanged = outcome.PhonesChanged, Reloaded = outcome.Reloaded };
                break;
            case OutcomeWeight.Health:
                AddHealth(outcome);
                break;
            case OutcomeWeight.Drift:
                AddDrift(outcome);
                break;
            case OutcomeWeight.Record when Reported.ExitCode == ExitCode.Done:
                Current = outcome with { Diagnostics = Reported.Diagnostics };
                break;
            case OutcomeWeight.Main:
                Current = outcome;
                break;
        }
    }

    /// <summary>The run broke off: whatever it came to before, this is what the caller hears of.</summary>
    public void BreakOff(RunOutcome outcome)
    {
        _fetchFailure = null;
        Current = outcome;
    }

    private void AddHealth(RunOutcome failure)
    {
        if (Current.ExitCode != ExitCode.Done || Current.Result == RunResult.Suspended)
        {
            _besides.Add(failure);
            return;
        }

        if (Current.Result != RunResult.NoChange)
        {
            _besides.Add(Current);
        }

        Current = failure with { Diagnostics = Current.Diagnostics, PhonesChanged = Current.PhonesChanged };
    }

    private void AddDrift(RunOutcome drift)
    {
        var before = Reported;
        _fetchFailure = null;
        if (before.Result == RunResult.NoChange)
        {
            Current = drift;
            return;
        }

        _besides.Add(drift);
        Current = before with { Diagnostics = [.. before.Diagnostics, .. drift.Diagnostics] };
    }
}
