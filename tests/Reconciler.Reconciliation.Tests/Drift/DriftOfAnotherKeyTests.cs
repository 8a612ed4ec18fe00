using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>A check that is due while another master key waits for approval: directories are named by a key, files are compared by what they hold.</summary>
public sealed class DriftOfAnotherKeyTests
{
    [Fact]
    public async Task Check_WithAnotherMasterKey_SaysOnlyThatItWaits()
    {
        using var site = await DriftSite.PublishedAsync();
        site.Site.Key = [.. Enumerable.Repeat((byte)9, 48)];

        var outcome = await site.CheckAsync();

        Assert.Equal(ExitCode.Refused, outcome.ExitCode);
        Assert.DoesNotContain(outcome.Diagnostics, finding => finding.Code == Codes.FileDrift.Id);
        Assert.All(site.Site.Remembered.History, run => Assert.DoesNotContain("cannot be healed", run.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WithAnotherMasterKey_StillFindsWhatWasChangedByHand()
    {
        using var site = await DriftSite.PublishedAsync();
        site.Site.Key = [.. Enumerable.Repeat((byte)9, 48)];
        File.AppendAllText(site.AnnasFile, "<!-- by hand -->");

        var outcome = await site.CheckAsync();

        Assert.Contains(outcome.Diagnostics, finding => finding.Code == Codes.FileDrift.Id && finding.Message.Contains(DriftSite.Anna, StringComparison.Ordinal));
    }
}
