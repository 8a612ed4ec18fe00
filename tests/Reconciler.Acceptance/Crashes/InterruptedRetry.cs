using System.Text.Json;
using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A site to which a change has been pushed, and whose administrator has asked for a retry.</summary>
public sealed class InterruptedRetry : Interruption
{
    private protected override async Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        await PushChangeAsync(site, cancellationToken);
        new Controls(new StateDirectory(site.State)).Write(Control.Retry, "");
    }

    /// <summary>Either the state says what came of the attempt, or the next run makes it.</summary>
    private protected override async Task AssertNothingLostAsync(CrashSite site, string when, CancellationToken cancellationToken)
    {
        var state = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(site.State, "state.json"), cancellationToken)).RootElement;
        var isRecorded = state.GetProperty("attempted").GetString() == site.Head();
        Assert.True(isRecorded || new Controls(new StateDirectory(site.State)).Read(Control.Retry) is not null, $"{when}: the retry is lost");
    }
}
