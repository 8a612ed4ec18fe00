using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A published site in each of whose roots somebody has changed a file by hand, before the run that finds it.</summary>
public sealed class InterruptedHeal : Interruption
{
    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        await site.ReconcileAsync("second", cancellationToken);
        foreach (var path in (string[])[Directory.GetFiles(site.PathOf("srv/xml"))[0], site.PathOf("asterisk/current/extensions.conf"), site.PathOf("dhcp/current/kea.json")])
        {
            await File.AppendAllTextAsync(path, "by hand", cancellationToken);
        }

        // Without it a check is due.
        File.Delete(Path.Combine(site.State, "drift", "checked"));
    }

    /// <summary>Where the run after the fault publishes anew, the check that is still due is made by the one after it.</summary>
    private protected override async Task HealAsync(CrashSite site, string when, CancellationToken cancellationToken)
    {
        await site.ReconcileAsync(when, cancellationToken);
        await site.ReconcileAsync(when, cancellationToken);
    }
}
