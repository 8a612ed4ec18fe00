using Microsoft.Extensions.Logging;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

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
    private readonly RecordStep _record = new(setup);
    private readonly AttemptStore _attempts = new(setup.States.Directory, setup.Time);

    private HealthCheck Health => new(setup, _desire);

    /// <summary>Does one run; <see cref="RunLockedException"/> when another holds a root, <see cref="PublishFailedException"/> never leaves.</summary>
    public Task<RunOutcome> RunAsync(CancellationToken cancellationToken) =>
        RunAsync(async (run, token) => await DecideAsync(run, await FetchAsync(run, token), token), cancellationToken);

    /// <summary>A run that takes a rollout further by what was fetched before: an agent that is to poll at night looks for no new commit by day.</summary>
    public Task<RunOutcome> AdvanceAsync(CancellationToken cancellationToken) => RunAsync((run, token) => DecideAsync(run, null, token), cancellationToken);

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
            return await _record.WriteAsync(shut, NotPublished(shut, exception), cancellationToken);
        }

        using (held)
        {
            var outcome = await AttemptAsync(decide, cancellationToken);

            // Last, because it may take seconds and nothing waits for it.
            if (await setup.Mirror.CompactAsync(cancellationToken) is { } problem)
            {
                LogNotCompacted(setup.Logger, problem);
            }

            return outcome;
        }
    }

    /// <summary>That a run began is on the disk before its work: one that breaks off leaves no other trace.</summary>
    private async Task<RunOutcome> AttemptAsync(Func<RunProgress, CancellationToken, Task<RunOutcome>> decide, CancellationToken cancellationToken)
    {
        _attempts.Begin();
        var isOver = false;
        try
        {
            var outcome = await RunLockedAsync(decide, cancellationToken);
            isOver = true;
            return outcome;
        }
        finally
        {
            if (isOver || cancellationToken.IsCancellationRequested)
            {
                _attempts.End();
            }
            else
            {
                _attempts.BreakOff();
            }
        }
    }

    /// <summary>What the rollout under way waits for, as it is on the disk.</summary>
    public RolloutOutlook ForeseeRollout() => setup.Controls.Read(Control.Suspend) is null && new StateStore(setup.States.Directory).Load() is { Rollout: { } rollout } state
        ? _rollouts.Foresee(state, rollout)
        : RolloutOutlook.None;

    private async Task<RunOutcome> RunLockedAsync(Func<RunProgress, CancellationToken, Task<RunOutcome>> decide, CancellationToken cancellationToken)
    {
        var run = new RunProgress(setup.States.Load(), setup.Time);
        RunOutcome outcome;
        try
        {
            _recovery.FinishOrUndo(run);
            ForgetWhatNobodyProved(run);
            outcome = IsSuspended(run) is { } reason ? await StaySuspendedAsync(run, reason, cancellationToken) : await decide(run, cancellationToken);
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

        return await _record.WriteAsync(run, outcome, cancellationToken);
    }

    /// <summary>What this host would render otherwise than it is published; null: nothing, or nothing is published. Nothing is written.</summary>
    public HostChange? ForeseeHostChange()
    {
        var state = new StateStore(setup.States.Directory).Load();
        return state.Published is null ? null : _desire.FindHostChange(state);
    }

    /// <summary>Once AMI is configured, the files that were written without it are no longer enough: Asterisk is made to load them, and asked.</summary>
    private void ForgetWhatNobodyProved(RunProgress run)
    {
        if (setup.Activation is not null && run.Conditions[ConditionType.Activated] is { Reason: ConditionReasons.FilesOnly })
        {
            run.State = run.State with { ActivatedContent = null };
        }
    }

    private static RunOutcome NotPublished(RunProgress run, PublishFailedException exception)
    {
        run.Conditions.False(ConditionType.Published, "PublishFailed", exception.Message);
        return RunOutcome.Failed(ExitCode.PublishFailed, run.State.Attempted, exception.Message);
    }

    private async Task<RunOutcome> DecideAsync(RunProgress run, RunOutcome? fetchFailure, CancellationToken cancellationToken)
    {
        if (Target(run) is not { } target)
        {
            return fetchFailure ?? RunOutcome.Failed(ExitCode.FetchFailed, null, NoTarget());
        }

        _rollouts.Take(run);
        var outcome = _desire.IsReached(run, target)
            ? StayAt(run, target)
            : await ReachAsync(run, target, cancellationToken);
        outcome = await FollowRolloutAsync(run, target, outcome, cancellationToken);
        outcome = WithHealth(run, outcome, await Health.LookAsync(run, outcome, cancellationToken));
        var drift = await LookAsync(run, outcome, cancellationToken);
        // A failed fetch is what the caller must hear of; what became of a lagging stage stands in the conditions.
        return Together(run, fetchFailure ?? outcome, drift);
    }

    private async Task<RunOutcome> LookAsync(RunProgress run, CancellationToken cancellationToken)
    {
        var nothing = RunOutcome.NoChange(run.State.Published);
        var health = WithHealth(run, nothing, await Health.LookAsync(run, nothing, cancellationToken));
        return Together(run, health, await LookAsync(run, health, cancellationToken));
    }

    /// <summary>Nothing is applied or put right; whether Asterisk still has what was read back is told all the same.</summary>
    private async Task<RunOutcome> StaySuspendedAsync(RunProgress run, string reason, CancellationToken cancellationToken)
    {
        var suspended = RunOutcome.Suspended(reason);
        if (await Health.LookAsync(run, suspended, cancellationToken) is { } failure)
        {
            run.Asides.Add(failure);
        }

        return suspended;
    }

    /// <summary>An Asterisk that is away is what the caller hears of where nothing else failed; what was done all the same is told beside it.</summary>
    private static RunOutcome WithHealth(RunProgress run, RunOutcome outcome, RunOutcome? failure)
    {
        if (failure is null)
        {
            return outcome;
        }

        if (outcome.ExitCode != ExitCode.Done)
        {
            run.Asides.Add(failure);
            return outcome;
        }

        if (outcome.Result != RunResult.NoChange)
        {
            run.Asides.Add(outcome);
        }

        return failure with { Diagnostics = outcome.Diagnostics, PhonesChanged = outcome.PhonesChanged };
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

        run.Asides.Add(drift);
        return outcome with { Diagnostics = [.. outcome.Diagnostics, .. drift.Diagnostics] };
    }

    /// <summary>What an earlier run failed at is no longer so where its commit was taken back or its fault went away by itself.</summary>
    private RunOutcome StayAt(RunProgress run, CommitId target)
    {
        foreach (var (type, reason) in (ReadOnlySpan<(ConditionType, string)>)[(ConditionType.Valid, "Valid"), (ConditionType.Allowed, "Allowed"), (ConditionType.Published, "Published")])
        {
            if (MustBeSaid(run.Conditions[type]))
            {
                run.Conditions.True(type, reason);
            }
        }

        if (setup.Activation is not null && MustBeSaid(run.Conditions[ConditionType.Activated]))
        {
            ActivationStep.MarkReached(run);
        }

        run.State = run.State with { Quarantined = null, HostChange = null };
        return RunOutcome.NoChange(target);
    }

    /// <summary>Neither true already nor seen to elsewhere.</summary>
    private static bool MustBeSaid(Condition? condition) =>
        condition is not { Status: ConditionStatus.True } && !DriftConditions.IsDrift(condition) && !RolloutConditions.IsStopped(condition);

    private async Task<RunOutcome> ReachAsync(RunProgress run, CommitId target, CancellationToken cancellationToken)
    {
        run.State = run.State with { Attempted = target };
        new ManifestRepair(setup).Run();
        var desired = _desire.Read(run, target, out var refusal, cancellationToken);
        return desired is null ? refusal! : await _application.ApplyAsync(run, desired, cancellationToken);
    }

    /// <summary>
    /// While the head is refused, the last good commit goes on to its phones, or back where a person or its proof says so; and what a killed run left half done is done.
    /// </summary>
    private async Task<RunOutcome> FollowRolloutAsync(RunProgress run, CommitId refused, RunOutcome outcome, CancellationToken cancellationToken)
    {
        var isRefused = outcome.Result == RunResult.Rejected || outcome is { Result: RunResult.Failed, Transient: false };
        if (!isRefused || RolloutCourse.Unfinished(run.State) is not { } unfinished || unfinished == refused || !setup.Mirror.Contains(unfinished))
        {
            return outcome;
        }

        // The conditions tell of the head: what it takes to mend it.
        var told = new[] { ConditionType.Valid, ConditionType.Allowed, ConditionType.Activated }.Select(type => run.Conditions[type]).OfType<Condition>().ToList();
        var quarantined = run.State.Quarantined;
        var step = await ReachAsync(run, unfinished, cancellationToken);
        told.ForEach(run.Conditions.Take);
        run.State = run.State with { Attempted = refused, Quarantined = run.State.Quarantined ?? quarantined };
        run.Asides.Add(step);
        return outcome with { PhonesChanged = step.PhonesChanged, Reloaded = step.Reloaded };
    }

    private string? IsSuspended(RunProgress run)
    {
        if (setup.Controls.Read(Control.Suspend) is not { } reason)
        {
            // Nobody told the phones in the meantime, so the time that a wave may take begins anew.
            var rollout = run.State is { Suspended: not null, Rollout: { State: RolloutState.Running } waited } ? waited with { Since = setup.Time.GetUtcNow() } : run.State.Rollout;
            run.State = run.State with { Suspended = null, Rollout = rollout };
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
            if (fetched is { HistoryRewritten: true, Tag: { } moved })
            {
                LogTagMoved(setup.Logger, moved, fetched.PreviousHead?.Abbreviated, fetched.Head.Abbreviated);
            }
            else if (fetched.HistoryRewritten)
            {
                LogRewritten(setup.Logger, fetched.PreviousHead?.Abbreviated, fetched.Head.Abbreviated);
            }

            run.State = run.State with { Observed = fetched.Head };
            run.Conditions.True(ConditionType.Fetched, fetched.HistoryRewritten ? "HistoryRewritten" : "Fetched", NameOf(fetched));
            run.Conditions.Unknown(ConditionType.Verified, "NotRequired", "");
            return null;
        }
        catch (GitUnavailableException exception)
        {
            run.Conditions.False(ConditionType.Fetched, exception.Failure.ToString(), exception.Message);
            return RunOutcome.Failed(ExitCode.FetchFailed, run.State.Observed, exception.Message, exception.IsTransient);
        }
    }

    private static string NameOf(FetchResult fetched) => fetched switch
    {
        { Tag: null } => "",
        { HistoryRewritten: true } => $"The tag {fetched.Tag}, which was moved here from {fetched.PreviousHead?.Abbreviated}.",
        _ => $"The tag {fetched.Tag}.",
    };

    /// <summary>The commit to serve: the one that a person rolled back to, else the branch's head as last seen. Null: the mirror has no such commit.</summary>
    private CommitId? Target(RunProgress run)
    {
        run.State = run.State with { RolledBackTo = RolledBackTo() };
        var wanted = run.State.RolledBackTo ?? run.State.Observed;
        return wanted is { } commit && setup.Mirror.Contains(commit) ? commit : null;
    }

    private CommitId? RolledBackTo() => CommitId.TryParse(setup.Controls.Read(Control.Rollback), out var commit) ? commit : null;

    private string NoTarget() => RolledBackTo() is { } gone
        ? $"The commit {gone}, which was rolled back to, is not in the repository any more; 'reconciler resume' follows the branch again."
        : "There is no commit to serve yet.";

    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning, Message = "The branch's history was rewritten: {From} is no ancestor of {To}")]
    private static partial void LogRewritten(ILogger logger, string? from, string to);

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "The tag {Tag} was moved from {From} to {To}")]
    private static partial void LogTagMoved(ILogger logger, string tag, string? from, string to);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogNotCompacted(ILogger logger, string what);
}
