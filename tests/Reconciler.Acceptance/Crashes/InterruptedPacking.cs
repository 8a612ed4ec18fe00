using System.Globalization;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A site to which so many commits have been pushed that the run which fetches them packs the mirror.</summary>
public sealed class InterruptedPacking : Interruption
{
    private const int Pushes = 400;

    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        for (var push = 0; push < Pushes; push++)
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"label{push}");
            repository.Commit(label, ("phones/ann.yaml", CrashFiles.Ann(label)));
        }

        await site.PushAsync(repository, cancellationToken);
    }

    /// <summary>Every object that any branch needs is in the mirror.</summary>
    private protected override async Task AssertNothingLostAsync(CrashSite site, string when, CancellationToken cancellationToken)
    {
        var fsck = await Processes.RunAsync(Requires.Tool("git"), ["-C", Path.Combine(site.State, "mirror.git"), "fsck", "--full"], null, cancellationToken);
        Assert.True(fsck.ExitCode == 0, $"{when}: git fsck says\n{fsck.Output}{fsck.Errors}");
    }
}
