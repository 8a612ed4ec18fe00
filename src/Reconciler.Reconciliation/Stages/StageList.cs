using System.Collections.Immutable;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Stages in their order; one that ends the list ends it.</summary>
internal sealed class StageList<TContext>(params ImmutableArray<IStage<TContext>> stages)
    where TContext : IStageContext
{
    private readonly ImmutableArray<string> _names = [.. stages.Select(stage => RunTrace.NameOf(stage.GetType()))];

    public async Task ExecuteAsync(TContext context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < stages.Length; i++)
        {
            var result = await ExecuteAsync(stages[i], _names[i], context, cancellationToken);
            context.Add(result);
            if (result.EndsList)
            {
                return;
            }
        }
    }

    private static async Task<StageResult> ExecuteAsync(IStage<TContext> stage, string name, TContext context, CancellationToken cancellationToken)
    {
        using var span = RunTrace.BeginStage(name);
        try
        {
            var result = await stage.ExecuteAsync(context, cancellationToken);
            RunTrace.Describe(span, result.Outcome);
            return result;
        }
        catch (Exception exception) when (RunTrace.Mark(span, exception))
        {
            throw;
        }
    }
}
