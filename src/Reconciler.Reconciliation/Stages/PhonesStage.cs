using Reconciler.Host.Convergence;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Phones: how they were at the last look.</summary>
internal sealed class PhonesStage(PhoneBookStore phones) : IStage<RunContext>
{
    public Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        context.Phones = phones.LoadSummary();
        return Task.FromResult(context.Phones is { } seen ? StageResult.Done(new RunFact.PhonesSeen(seen.Converged)) : StageResult.Done());
    }
}
