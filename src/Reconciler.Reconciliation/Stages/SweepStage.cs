using Reconciler.Reconciliation.Hosts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Sweep: removes generations that nothing needs any more.</summary>
internal sealed class SweepStage(PublishedRoots roots) : IStage<RunContext>
{
    public Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        foreach (var root in roots.All)
        {
            root.Sweep(cancellationToken);
        }

        return Task.FromResult(StageResult.Done());
    }
}
