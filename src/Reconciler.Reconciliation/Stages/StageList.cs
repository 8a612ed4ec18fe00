using System.Collections.Immutable;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Stages in their order; one that ends the list ends it.</summary>
internal sealed class StageList<TContext>(params ImmutableArray<IStage<TContext>> stages)
    where TContext : IStageContext
{
    public async Task ExecuteAsync(TContext context, CancellationToken cancellationToken)
    {
        foreach (var stage in stages)
        {
            var result = await stage.ExecuteAsync(context, cancellationToken);
            context.Add(result);
            if (result.EndsList)
            {
                return;
            }
        }
    }
}
