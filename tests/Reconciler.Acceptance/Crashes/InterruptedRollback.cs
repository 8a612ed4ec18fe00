using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A site with two commits published one after the other, whose administrator has asked for the first one.</summary>
public sealed class InterruptedRollback : Interruption
{
    private string _first = "";

    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        _first = site.Head();
        repository.Commit("Change one of everything", CrashFiles.Pushed);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("second", cancellationToken);
        new Controls(new StateDirectory(site.State)).Write(Control.Rollback, _first);
    }

    private protected override string Wanted(CrashSite site) => _first;
}
