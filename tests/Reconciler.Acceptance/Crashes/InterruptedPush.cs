using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A site that has been published five times and to which a change has been pushed.</summary>
public sealed class InterruptedPush : Interruption
{
    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        foreach (var label in (string[])["one", "two", "three", "four", "five"])
        {
            repository.Commit($"Label {label}", ("phones/ann.yaml", CrashFiles.Ann(label)));
            await site.PushAsync(repository, cancellationToken);
            await site.ReconcileAsync(label, cancellationToken);
        }

        AgeGenerations(site);
        repository.Commit("Change one of everything", CrashFiles.Pushed);
        repository.Remove("Take Cleo's phone away", CrashFiles.Removed);
        await site.PushAsync(repository, cancellationToken);
    }

    // Old enough to be swept, so that the run that is killed also sweeps.
    private static void AgeGenerations(CrashSite site)
    {
        foreach (var home in (string[])["srv/.reconciler", "asterisk", "dhcp"])
        {
            foreach (var generation in Directory.EnumerateDirectories(site.PathOf(home + "/gens")))
            {
                Directory.SetLastWriteTimeUtc(generation, DateTime.UnixEpoch);
            }
        }
    }
}
