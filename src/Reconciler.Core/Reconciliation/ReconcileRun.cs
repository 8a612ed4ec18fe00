using Microsoft.Extensions.Logging;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Drift;
using Reconciler.Core.Fleets;
using Reconciler.Core.Publishing;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// One run from Fetch to Record. Its decisions are here in the order of the pipeline; each stage is a class of its own. What a crash leaves
/// behind is finished or undone first.
/// </summary>
public sealed partial class ReconcileRun(ReconcileSetup setup)
{
    private readonly Recovery _recovery = new(setup);
    private readonly Desire _desire = new(setup);
    private readonly RolloutDecision _rollouts = new(setup);
    private readonly Application _application = new(setup);

    /// <summary>Does one run; <see cref="RunLockedException"/> when another holds a root, <see cref="PublishFailedException"/> never leaves.</summary>
    public Task<RunOutcome> RunAsync(CancellationToken cancellationToken) => RunAsync(DecideAsync, cancellationToken);

    /// <summary>A run that neither fetches nor applies a commit: it looks for drift, if that is due.</summary>
    public Task<RunOutcome> CheckDriftAsync(CancellationToken cancellationToken) => RunAsync(LookAsync, cancellationToken);

    private async Task<RunOutcome> RunAsync(Func<RunProgress, CancellationToken, Task<RunOutcome>> decide, CancellationToken cancellationToken)
    {
        IDisposable held;
        try
        {
            held = await setup.Locks.AcquireAsync(cancellationToken);
        }
        catch (PublishFailedException exception)
        {
            // A lock that cannot be made is held by nobody, so the state is this run's to write.
            var shut = new RunProgress(setup.States.Load(), setup.Time);
            return await RecordAsync(shut, NotPublished(shut, exception), cancellationToken);
        }

        using (held)
        {
            return await RunLockedAsync(decide, cancellationToken);
        }
    }

    /// <summary>Whether a run would take a rollout further now, or stop it.</summary>
    public bool IsRolloutDue() => new StateStore(setup.States.Directory).Load().Rollout is { } rollout && _rollouts.IsDue(rollout);

    private async Task<RunOutcome> RunLockedAsync(Func<RunProgress, CancellationToken, Task<RunOutcome>> decide, CancellationToken cancellationToken)
    {
        var run = new RunProgress(setup.States.Load(), setup.Time);
        RunOutcome outcome;
        try
        {
            _recovery.FinishOrUndo(run);
            outcome = await decide(run, cancellationToken);
            if (setup.FollowPhones is { } follow && outcome.Result != RunResult.Suspended)
            {
                await follow(cancellationToken);
            }

            foreach (var root in setup.Roots.All)
            {
                root.Sweep(cancellationToken);
            }
        }
        catch (PublishFailedException exception)
        {
            outcome = NotPublished(run, exception);
        }

        outcome = await RecordAsync(run, outcome, cancellationToken);

        // Last, because it may take seconds and nothing waits for it.
        if (await setup.Mirror.CompactAsync(cancellationToken) is { } problem)
        {
            LogNotCompacted(setup.Logger, problem);
        }

        return outcome;
    }

    private static RunOutcome NotPublished(RunProgress run, PublishFailedException exception)
    {
        run.Conditions.False(ConditionType.Published, "PublishFailed", exception.Message);
        return RunOutcome.Failed(ExitCode.PublishFailed, run.State.Attempted, exception.Message);
    }

    private async Task<RunOutcome> DecideAsync(RunProgress run, CancellationToken cancellationToken)
    {
        if (IsSuspended(run) is { } reason)
        {
            return RunOutcome.Suspended(reason);
        }

        var fetchFailure = await FetchAsync(run, cancellationToken);
        if (Target(run) is not { } target)
        {
            return fetchFailure ?? RunOutcome.Failed(ExitCode.FetchFailed, null, NoTarget());
        }

        _rollouts.Take(run);
        var outcome = _desire.IsReached(run, target)
            ? StayAt(run, target)
            : await ReachAsync(run, target, cancellationToken);
        var drift = await LookAsync(run, outcome, cancellationToken);
        // A failed fetch is what the caller must hear of; what became of a lagging stage stands in the conditions.
        return Together(run, fetchFailure ?? outcome, drift);
    }

    private async Task<RunOutcome> LookAsync(RunProgress run, CancellationToken cancellationToken)
    {
        if (IsSuspended(run) is { } reason)
        {
            return RunOutcome.Suspended(reason);
        }

        var nothing = RunOutcome.NoChange(run.State.Published);
        return await LookAsync(run, nothing, cancellationToken) ?? nothing;
    }

    private Task<RunOutcome?> LookAsync(RunProgress run, RunOutcome outcome, CancellationToken cancellationToken) =>
        new DriftWatch(setup, _desire, _application).LookAsync(run, outcome, cancellationToken);

    /// <summary>Where the run came to something besides, drift is told beside it.</summary>
    private static RunOutcome Together(RunProgress run, RunOutcome outcome, RunOutcome? drift)
    {
        if (drift is null || outcome.Result == RunResult.NoChange)
        {
            return drift ?? outcome;
        }

        run.Aside = drift;
        return outcome with { Diagnostics = [.. outcome.Diagnostics, .. drift.Diagnostics] };
    }

    /// <summary>What an earlier run failed at is no longer so where its commit was taken back or its fault went away by itself.</summary>
    private RunOutcome StayAt(RunProgress run, CommitId target)
    {
        var hold = new List<(ConditionType Type, string Reason)> { (ConditionType.Valid, "Valid"), (ConditionType.Allowed, "Allowed"), (ConditionType.Published, "Published") };
        if (setup.Activation is not null)
        {
            hold.Add((ConditionType.Activated, "ReadBack"));
        }

        foreach (var (type, reason) in hold.Where(held => !run.Conditions.IsTrue(held.Type) && !DriftConditions.IsDrift(run.Conditions[held.Type])))
        {
            run.Conditions.True(type, reason);
        }

        run.State = run.State with { Quarantined = null };
        return RunOutcome.NoChange(target);
    }

    private async Task<RunOutcome> ReachAsync(RunProgress run, CommitId target, CancellationToken cancellationToken)
    {
        run.State = run.State with { Attempted = target };
        var desired = _desire.Read(run, target, out var refusal);
        return desired is null ? refusal! : await _application.ApplyAsync(run, desired, cancellationToken);
    }

    private string? IsSuspended(RunProgress run)
    {
        if (setup.Controls.Read(Control.Suspend) is not { } reason)
        {
            run.State = run.State with { Suspended = null };
            return null;
        }

        run.State = run.State with { Suspended = run.State.Suspended ?? new Suspension(reason, setup.Time.GetUtcNow()) };
        return reason;
    }

    private async Task<RunOutcome?> FetchAsync(RunProgress run, CancellationToken cancellationToken)
    {
        try
        {
            var fetched = await setup.Mirror.FetchAsync(cancellationToken);
            if (fetched.HistoryRewritten)
            {
                LogRewritten(setup.Logger, fetched.PreviousHead?.Abbreviated, fetched.Head.Abbreviated);
            }

            run.State = run.State with { Observed = fetched.Head };
            run.Conditions.True(ConditionType.Fetched, fetched.HistoryRewritten ? "HistoryRewritten" : "Fetched");
            run.Conditions.Unknown(ConditionType.Verified, "NotRequired", "");
            return null;
        }
        catch (GitUnavailableException exception)
        {
            run.Conditions.False(ConditionType.Fetched, exception.Failure.ToString(), exception.Message);
            return RunOutcome.Failed(ExitCode.FetchFailed, run.State.Observed, exception.Message, exception.IsTransient);
        }
    }

    /// <summary>The commit to serve: the one that a person rolled back to, else the branch's head as last seen. Null: the mirror has no such commit.</summary>
    private CommitId? Target(RunProgress run)
    {
        var wanted = RolledBackTo() ?? run.State.Observed;
        return wanted is { } commit && setup.Mirror.Contains(commit) ? commit : null;
    }

    private CommitId? RolledBackTo() => CommitId.TryParse(setup.Controls.Read(Control.Rollback), out var commit) ? commit : null;

    private string NoTarget() => RolledBackTo() is { } gone
        ? $"The commit {gone}, which was rolled back to, is not in the repository any more; 'reconciler resume' follows the branch again."
        : "There is no commit to serve yet.";

    private async Task<RunOutcome> RecordAsync(RunProgress run, RunOutcome outcome, CancellationToken cancellationToken)
    {
        List<RunSummary> told = [.. new[] { run.Aside, outcome }.OfType<RunOutcome>().Where(o => o.Result is not (RunResult.NoChange or RunResult.Suspended))
            .Select(Summary).Where(summary => !IsRepetition(run, summary))];
        told.ForEach(run.Remember);

        run.Conditions.True(ConditionType.Recorded, "Recorded");
        var phones = setup.Phones?.LoadSummary();
        if (phones is not null)
        {
            run.Conditions.Take(phones.Converged);
        }

        var state = run.Snapshot();
        setup.States.Save(state);
        if (run.IsRetry)
        {
            // Not before the state says what came of it: a kill in between must not lose what a person asked for.
            setup.Controls.Clear(Control.Retry);
        }

        try
        {
            told.ForEach(setup.Recorder.Log);

            state = await setup.Recorder.CommitAsync(state, phones, run.Published, cancellationToken);
        }
        catch (StatusNotRecordedException exception)
        {
            run.Conditions.False(ConditionType.Recorded, "NotRecorded", exception.Message);
            setup.States.Save(run.Snapshot());
            LogNotRecorded(setup.Logger, exception.Message);
            return outcome.ExitCode == ExitCode.Done
                ? RunOutcome.Failed(ExitCode.NotRecorded, outcome.Commit, exception.Message) with { Diagnostics = outcome.Diagnostics }
                : outcome;
        }

        setup.States.Save(state);
        return outcome;
    }

    /// <summary>A fault that lasts is told once, not every minute.</summary>
    private static bool IsRepetition(RunProgress run, RunSummary summary) =>
        (summary.ExitCode != ExitCode.Done || summary.Result is nameof(RunResult.Drifted))
        && !run.Changed
        && run.State.History is [{ } last, ..]
        && (last.Commit, last.ExitCode, last.Message) == (summary.Commit, summary.ExitCode, summary.Message);

    private RunSummary Summary(RunOutcome outcome) => new()
    {
        Time = setup.Time.GetUtcNow(),
        Commit = outcome.Commit,
        ExitCode = outcome.ExitCode,
        Result = outcome.Result.ToString(),
        Message = outcome.Message,
        Plan = outcome.Plan,
        PhonesChanged = outcome.PhonesChanged,
        Reloaded = outcome.Reloaded,
        Findings = [.. outcome.Diagnostics.Where(IsWorthRemembering).Take(MostFindings).Select(d => d.ToString())],
    };

    private static bool IsWorthRemembering(Diagnostic finding) =>
        finding.Severity == Severity.Error || finding.Code == Codes.FileDrift.Id || finding.Code == Codes.ObjectDrift.Id;

    // The log and the history tell what to look at first; validate tells all.
    private const int MostFindings = 20;

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The branch's history was rewritten: {From} is no ancestor of {To}")]
    private static partial void LogRewritten(ILogger logger, string? from, string to);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The status could not be recorded: {What}")]
    private static partial void LogNotRecorded(ILogger logger, string what);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogNotCompacted(ILogger logger, string what);
}
