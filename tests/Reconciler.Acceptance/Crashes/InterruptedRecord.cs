namespace Reconciler.Acceptance.Crashes;

/// <summary>A site whose last push is served, and of which the status branch does not tell yet: the run before was killed as it pushed the status.</summary>
public sealed class InterruptedRecord : Interruption
{
    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        await PushChangeAsync(site, cancellationToken);
        var push = new DiskCall("link", 1, site.PathOf("phones.git/refs/heads/status/hq.lock"));
        Assert.True(await site.TracedRun("reconcile").IsKilledAsync(push, cancellationToken));
    }
}
