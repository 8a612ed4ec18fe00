using Reconciler.Core.Diagnostics;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>What is changed by hand while a rollout waits for a person is put back to what the rollout says, phone by phone.</summary>
public sealed class DriftRolloutTests
{
    private const string Ben = "002584000002";

    [Theory]
    [InlineData("hold", RolloutState.Held, true)]
    [InlineData("rollback", RolloutState.RolledBack, false)]
    public async Task Check_OfARolloutThatStoppedAtItsFirstWave_HealsEachPhoneToWhatItHas(string onFailure, RolloutState state, bool annaHasIt)
    {
        using var site = await StoppedAsync(onFailure);
        var (published, rollout, book) = (site.Published(), site.Site.Remembered.Rollout!, site.Site.Phones.Load());
        Assert.Equal(state, rollout.State);
        Assert.Equal(annaHasIt, Has(site, "002584000001"));
        Assert.False(Has(site, Ben));
        File.AppendAllText(site.AnnasFile, "<!-- by hand -->");
        await File.AppendAllTextAsync(BensFile(site), "<!-- by hand -->", TestContext.Current.CancellationToken);
        File.AppendAllText(Path.Combine(site.AsteriskGeneration, "pjsip.conf"), "; by hand\n");
        site.Site.Pbx.Drift.Add(new PbxProblem("endpoint 152", "Asterisk does not have it.", null));

        var healed = await site.CheckAsync();

        Assert.Equal(RunResult.Applied, healed.Result);
        Assert.Equal(ExitCode.Done, healed.ExitCode);
        Assert.Equal(["REC086", "REC086", "REC086", "REC087"], healed.Diagnostics.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.Equal(published, site.Published());
        Assert.Equivalent(rollout, site.Site.Remembered.Rollout, strict: true);
        Assert.Equal(book.Phones.Values.Select(p => (p.Mac, p.Profile.Tag, p.Published)), site.Site.Phones.Load().Phones.Values.Select(p => (p.Mac, p.Profile.Tag, p.Published)));
        Assert.Equal($"Rollout{state}", site[ConditionType.Published].Reason);
        Assert.Equal(RunResult.NoChange, (await site.CheckAsync()).Result);
    }

    [Fact]
    public async Task Resume_AfterAHeal_GoesOnWithTheNextWave()
    {
        using var site = await StoppedAsync("hold");
        await File.AppendAllTextAsync(BensFile(site), "<!-- by hand -->", TestContext.Current.CancellationToken);
        await site.CheckAsync();

        site.Site.Controls.Write(Control.Rollout, "resume");
        await site.Site.RunAsync();

        Assert.True(Has(site, Ben));
        Assert.Null(site.Site.Remembered.Rollout);
        Assert.Equal(site.Site.Repository.Head, site.Site.Remembered.Published?.ToString());
        Assert.DoesNotContain("by hand", site.Site.Profile(Ben), StringComparison.Ordinal);
    }

    /// <summary>A rollout whose first phone was not proved in time; what it does to Asterisk differs from phone to phone, too.</summary>
    private static async Task<DriftSite> StoppedAsync(string onFailure)
    {
        var site = await DriftSite.PublishedAsync();
        site.Site.HasPhones = true;
        await site.Site.RunAsync();
        site.Site.Repository.Commit(
            "Rename and rotate all",
            ("site.yaml", SmallOffice.Site + $"\nrollout: {{ waves: [ {{ canary: [\"00:25:84:00:00:01\"] }} ], settle: 5m, deadline: 30m, onFailure: {onFailure} }}\n"),
            ("extensions/people.yaml", "- { extension: 151, name: Anna, secret: { derive: 2 } }\n- { extension: 152, name: Ben, secret: { derive: 2 } }\n"),
            ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Paris\n"));
        await site.Site.RunAsync();
        await site.Site.PassAsync(TimeSpan.FromMinutes(31));
        await site.Site.RunAsync();
        Assert.Equal(RunResult.NoChange, (await site.Site.RunAsync()).Result);
        site.Site.Pbx.Calls.Clear();
        return site;
    }

    private static bool Has(DriftSite site, string mac) => site.Site.Profile(mac)!.Contains("Paris", StringComparison.Ordinal);

    private static string BensFile(DriftSite site) =>
        new FileInfo(Path.Combine(site.Site.Served, "xml", $"spa{Ben}.xml")).ResolveLinkTarget(returnFinalTarget: true)!.FullName;
}
