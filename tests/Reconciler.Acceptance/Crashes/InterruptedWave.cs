using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A site to which a change has been pushed that Ann's phone gets in a first wave; the other phones wait.</summary>
public sealed class InterruptedWave : Interruption
{
    private const string Waves = "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ] }\n";

    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        repository.Commit("Waves", ("site.yaml", CrashFiles.Site + Waves));
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        repository.Commit("Change all phones", ("profiles/base.yaml", "name: base\nstationName: Paris\n"));
        await site.PushAsync(repository, cancellationToken);
    }
}
