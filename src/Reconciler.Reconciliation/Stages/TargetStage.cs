using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Target: the commit to serve, which is the one that a person rolled back to, else the branch's head as last seen.</summary>
internal sealed class TargetStage(IGitMirror mirror, Controls controls) : IStage<RunContext>
{
    public Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        var back = CommitId.TryParse(controls.Read(Control.Rollback), out var commit) ? commit : (CommitId?)null;
        context.State = context.State with { RolledBackTo = back };
        if ((back ?? context.State.Observed) is { } wanted && mirror.Contains(wanted))
        {
            context.Target = wanted;
            return Task.FromResult(StageResult.Done());
        }

        var message = back is { } gone
            ? $"The commit {gone}, which was rolled back to, is not in the repository any more; 'reconciler resume' follows the branch again."
            : "There is no commit to serve yet.";
        return Task.FromResult(StageResult.End(RunOutcome.Failed(ExitCode.FetchFailed, null, message)));
    }
}
