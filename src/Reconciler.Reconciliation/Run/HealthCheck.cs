using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>
/// Whether Asterisk still has what was read back from it. Each run asks which Asterisk answers, for the price of one message; one that was restarted or
/// reloaded since is read back again, and one that does not answer leaves the condition Activated unknown until it does.
/// </summary>
internal sealed class HealthCheck(ReconcileSetup setup, Desire desire)
{
    /// <summary>The failure where Asterisk cannot be asked; null: it answers, or nothing was ever read back from it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">What it came to so far.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RunOutcome?> LookAsync(RunProgress run, RunOutcome outcome, CancellationToken cancellationToken)
    {
        // Where nothing was activated yet, or the run has just asked in vain, its own failure says so.
        if (setup.Activation is not { } activation || run.State.ActivatedContent is null || outcome is { ExitCode: ExitCode.ActivationFailed, Transient: true })
        {
            return null;
        }

        try
        {
            var now = await activation.IdentifyAsync(cancellationToken);
            if (now != run.State.ReadFrom)
            {
                await ReadBackAsync(run, activation, now, cancellationToken);
            }

            return null;
        }
        catch (PbxUnavailableException exception)
        {
            return MarkAway(run, exception);
        }
    }

    /// <summary>What is known of Asterisk no longer is.</summary>
    public static RunOutcome MarkAway(RunProgress run, PbxUnavailableException exception)
    {
        run.State = run.State with { ReadFrom = null };
        if (!IsFalseForItself(run.Conditions[ConditionType.Activated]))
        {
            run.Conditions.Unknown(ConditionType.Activated, exception.Reason.ToString(), exception.Message);
        }

        return RunOutcome.Failed(ExitCode.ActivationFailed, run.State.Published, exception.Message);
    }

    private async Task ReadBackAsync(RunProgress run, Activation activation, PbxLifetime now, CancellationToken cancellationToken)
    {
        if (desire.ReadServed(run) is not { } served)
        {
            run.Conditions.Unknown(ConditionType.Activated, "NotReadBack", "Asterisk was restarted or reloaded, and what it should have cannot be read any more; push a commit that can be published.");
            return;
        }

        ImmutableArray<DriftFinding> findings = [.. (await activation.FindDriftAsync(served.Asterisk, cancellationToken)).Select(DriftFinding.Of)];
        run.State = run.State with { ReadFrom = now };
        if (!findings.IsEmpty)
        {
            run.IsDriftSuspected = true;
            DriftConditions.MarkObjects(run.Conditions, findings);
        }
        else if (!IsFalseForItself(run.Conditions[ConditionType.Activated]))
        {
            run.Conditions.True(ConditionType.Activated, "ReadBack");
        }
    }

    /// <summary>A newer set that Asterisk refused stays refused, whatever becomes of the one that is live.</summary>
    private static bool IsFalseForItself(Condition? condition) => condition is { Status: ConditionStatus.False } && !DriftConditions.IsDrift(condition);
}
