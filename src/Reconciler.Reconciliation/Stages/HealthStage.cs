using System.Collections.Immutable;
using Reconciler.Core.Sources;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>
/// Health: whether Asterisk still has what was read back from it. Each run asks which Asterisk answers, for the price of one message; one that was restarted
/// or reloaded since is read back again, and of one that does not answer nothing is known until it does.
/// </summary>
internal sealed class HealthStage(AsteriskSide asterisk, ServedSet served) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        // Where nothing was activated yet, or the run has just asked in vain, its own failure says so.
        if (asterisk.Activation is not { } activation || context.State.ActivatedContent is null || context.Outcomes.IsAsteriskAway)
        {
            return StageResult.Done();
        }

        try
        {
            var now = await activation.IdentifyAsync(cancellationToken);
            return now == context.State.ReadFrom ? StageResult.Done() : await ReadBackAsync(context, activation, now, cancellationToken);
        }
        catch (PbxUnavailableException exception)
        {
            context.State = context.State with { ReadFrom = null };
            return StageResult.Found(OutcomeWeight.Health, AwayOutcome(exception, context.State.Published), AwayFact(exception));
        }
    }

    /// <summary>Asterisk cannot be asked.</summary>
    public static RunOutcome AwayOutcome(PbxUnavailableException exception, CommitId? published) => RunOutcome.Failed(ExitCode.ActivationFailed, published, exception.Message);

    /// <summary>Nothing is known of Asterisk any more.</summary>
    public static RunFact AwayFact(PbxUnavailableException exception) => new RunFact.AsteriskAway(exception.Reason, exception.Message);

    private async Task<StageResult> ReadBackAsync(RunContext context, Activation activation, PbxLifetime now, CancellationToken cancellationToken)
    {
        if (served.Read(context.State, context.Files) is not { } desired)
        {
            return StageResult.Done(new RunFact.AsteriskNotComparable());
        }

        ImmutableArray<DriftFinding> findings = [.. (await activation.FindDriftAsync(desired.Asterisk, cancellationToken)).Select(DriftFinding.Of)];
        context.State = context.State with { ReadFrom = now };
        context.IsDriftSuspected |= !findings.IsEmpty;
        return StageResult.Done(new RunFact.AsteriskReadBack(findings));
    }
}
