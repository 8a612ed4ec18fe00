using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>Where the site has waves, another master key reaches phones in those: a mistake with it costs the canaries' service at most.</summary>
public sealed class KeyRotationWaveTests : IDisposable
{
    private const string Anna = "002584000001";
    private const string Ben = "002584000002";
    private const string Waves = "\nrollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m, onFailure: hold }\n";

    private readonly Site _site = new() { HasPhones = true };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task RotatedKey_ReachesTheCanary_AndTheOthersOnceItIsProved()
    {
        var (anna, ben) = await StartAsync();
        var first = await RotateAsync();
        var waiting = await _site.RunAsync();

        Assert.Equal(1, first.PhonesChanged);
        Assert.Equal(RunResult.NoChange, waiting.Result);
        Assert.NotEqual(anna, _site.Profile(Anna));
        Assert.Equal(ben, _site.Profile(Ben));
        Assert.Equal(4, Passwords());
        Assert.Equal(1, _site.Remembered.Rollout!.Held);

        await ProveAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        var last = await _site.RunAsync();

        Assert.Equal(1, last.PhonesChanged);
        Assert.NotEqual(ben, _site.Profile(Ben));
        Assert.Equal(4, Passwords());
        Assert.Null(_site.Remembered.Rollout);
        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);
    }

    [Fact]
    public async Task Commit_InBetween_TakesTheWaitingPhoneNoFurtherThanItsWave()
    {
        var (_, ben) = await StartAsync();
        await RotateAsync();
        _site.Repository.Commit("Change", ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Paris\n"));
        await _site.RunAsync();

        Assert.Contains("Paris", _site.Profile(Anna), StringComparison.Ordinal);
        Assert.Equal(ben, _site.Profile(Ben));

        await ProveAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        await _site.RunAsync();

        Assert.Contains("Paris", _site.Profile(Ben), StringComparison.Ordinal);
        Assert.DoesNotContain(PasswordIn(ben), _site.Profile(Ben), StringComparison.Ordinal);
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Abort_GivesTheCanaryItsOldPasswordBack()
    {
        var (anna, ben) = await StartAsync();
        await RotateAsync();
        _site.Controls.Write(Control.Rollout, RolloutDirector.Abort);
        await _site.RunAsync();

        Assert.Equal(anna, _site.Profile(Anna));
        Assert.Equal(ben, _site.Profile(Ben));
    }

    [Fact]
    public async Task PreviousKey_DroppedInTheMiddle_IsRefused_AndNobodyLosesHisLine()
    {
        var (_, ben) = await StartAsync();
        await RotateAsync();
        _site.PreviousKey = null;

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Equal(ben, _site.Profile(Ben));
        Assert.Equal(4, Passwords());
    }

    [Fact]
    public async Task WaitingPhone_RunsWhatItShould_AndHasNotMoved()
    {
        await StartAsync();
        await RotateAsync();
        var book = _site.Phones.Load();

        Assert.True(MacAddress.TryParse(Ben, out var ben));
        Assert.Equal(book.Challenges[book.Phones[ben].Profile.Lines[0].Extension], book.Phones[ben].Profile.Lines[0].Password);
        Assert.True(MacAddress.TryParse(Anna, out var anna));
        Assert.NotEqual(book.Challenges[book.Phones[anna].Profile.Lines[0].Extension], book.Phones[anna].Profile.Lines[0].Password);
    }

    private async Task<(string Anna, string Ben)> StartAsync()
    {
        _site.Repository.Commit("Waves", ("site.yaml", SmallOffice.Site + Waves));
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        return (_site.Profile(Anna)!, _site.Profile(Ben)!);
    }

    private async Task<RunOutcome> RotateAsync()
    {
        _site.PreviousKey = _site.Key;
        _site.Key = [.. Enumerable.Repeat((byte)9, 40)];
        var refused = await _site.RunAsync();
        Assert.Contains("is rotated", refused.Message, StringComparison.Ordinal);
        _site.Controls.AddLine(Control.Approve, refused.PlanToApprove());
        return await _site.RunAsync();
    }

    private async Task ProveAsync(string mac)
    {
        Assert.True(MacAddress.TryParse(mac, out var address));
        _site.Time.Advance(TimeSpan.FromSeconds(2));
        var now = _site.Time.GetUtcNow();
        var book = _site.Phones.Load().Phones[address];
        var seen = book with
        {
            State = PhoneState.Converged,
            StateSince = now,
            IsWhole = true,
            Seen = new Sighting("192.0.2.1:5060", $"Cisco/SPA504G-7.6.2 cfg/{book.Profile.Tag}", now, null),
        };
        await _site.Phones.UpdateAsync(b => b.With([seen]), TestContext.Current.CancellationToken);
    }

    private int Passwords() => Pjsip().Split('\n').Count(line => line.StartsWith("password", StringComparison.Ordinal));

    private string Pjsip() => File.ReadAllText(Path.Combine(_site.AsteriskDirectory, "current", "pjsip.conf"));

    private static string PasswordIn(string profile) => profile.Split("<Password_1_")[1].Split('>')[1].Split('<')[0];
}
