using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A site whose last push is served, and of which the status branch does not tell yet: the run before was killed as it pushed the status.</summary>
public sealed class InterruptedRecord : Interruption
{
    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        repository.Commit("Change one of everything", CrashFiles.Pushed);
        await site.PushAsync(repository, cancellationToken);
        var push = new KillPoint("link", 1, site.PathOf("phones.git/refs/heads/status/hq.lock"));
        Assert.True(await site.KilledRun.IsKilledAsync(push, cancellationToken));
    }
}
