using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Stages;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Runs of one site on one host: each goes through the lists of <see cref="RunStages"/>, which <see cref="RunFactory"/> declares.</summary>
public sealed class ReconcileRun
{
    private readonly RunStages _stages;
    private readonly RunBracket _bracket;
    private readonly StateStore _states;
    private readonly Func<RenderedFiles> _files;
    private readonly TimeProvider _time;

    internal ReconcileRun(RunStages stages, RunBracket bracket, StateStore states, Func<RenderedFiles> files, TimeProvider time)
    {
        _stages = stages;
        _bracket = bracket;
        _states = states;
        _files = files;
        _time = time;
    }

    /// <summary>Does one run; <see cref="RunLockedException"/> when another holds a root, <see cref="PublishFailedException"/> never leaves.</summary>
    public Task<RunOutcome> RunAsync(CancellationToken cancellationToken) => RunAsync(RunKind.Whole, cancellationToken);

    /// <summary>A run that takes a rollout further by what was fetched before: an agent that is to poll at night looks for no new commit by day.</summary>
    public Task<RunOutcome> AdvanceAsync(CancellationToken cancellationToken) => RunAsync(RunKind.Advance, cancellationToken);

    /// <summary>A run that neither fetches nor applies a commit: it looks for drift, if that is due.</summary>
    public Task<RunOutcome> CheckDriftAsync(CancellationToken cancellationToken) => RunAsync(RunKind.DriftCheck, cancellationToken);

    private async Task<RunOutcome> RunAsync(RunKind kind, CancellationToken cancellationToken)
    {
        using var span = RunTrace.BeginRun(kind.ToString().ToLowerInvariant());
        try
        {
            var outcome = await BracketAsync(kind, cancellationToken);
            RunTrace.Describe(span, outcome);
            return outcome;
        }
        catch (Exception exception) when (RunTrace.Mark(span, exception))
        {
            throw;
        }
    }

    private Task<RunOutcome> BracketAsync(RunKind kind, CancellationToken cancellationToken) => _bracket.RunAsync(
        async token =>
        {
            var context = NewContext();
            try
            {
                await ExecuteAsync(context, kind, token);
            }
            catch (PublishFailedException exception)
            {
                BreakOff(context, exception);
            }

            return await RecordAsync(context, token);
        },
        (exception, token) =>
        {
            var context = NewContext();
            BreakOff(context, exception);
            return RecordAsync(context, token);
        },
        cancellationToken);

    private RunContext NewContext() => new(_states.Load(), _files(), _time);

    private async Task ExecuteAsync(RunContext context, RunKind kind, CancellationToken cancellationToken)
    {
        await _stages.Opening.ExecuteAsync(context, cancellationToken);
        if (context.Outcomes.Current.Result == RunResult.Suspended)
        {
            await _stages.WhileSuspended.ExecuteAsync(context, cancellationToken);
        }
        else
        {
            await _stages.ByKind[kind].ExecuteAsync(context, cancellationToken);
        }

        await _stages.Closing.ExecuteAsync(context, cancellationToken);
    }

    private static void BreakOff(RunContext context, PublishFailedException exception)
    {
        context.Note(new RunFact.PublishFailed(exception.Message));
        context.Outcomes.BreakOff(RunOutcome.Failed(ExitCode.PublishFailed, context.State.Attempted, exception.Message));
    }

    private async Task<RunOutcome> RecordAsync(RunContext context, CancellationToken cancellationToken)
    {
        await _stages.Recording.ExecuteAsync(context, cancellationToken);
        return context.Outcomes.Reported;
    }
}
