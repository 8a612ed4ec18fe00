using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A change that restarts phones waits for its window; all else goes at once.</summary>
public sealed class WindowRunTests : IDisposable
{
    private const string Anna = "002584000001";
    private const string Ben = "002584000002";
    private const string Carl = "002584000003";

    // The site's clock stands at eight in the morning, and at nine once it is published.
    private const string Nights = "windows: [ { name: nights, allow: \"0 0 22 * * ?\", length: 6h, timeZone: UTC } ]\n";
    private const string Restart = "parameters: { Network_Startup_Delay: \"7\" }\n";

    private readonly Site _site = new() { HasPhones = true };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Push_ThatRestartsAPhone_WaitsForTheWindow_AndWhatRestartsNoneGoesAtOnce()
    {
        await StartAsync(Nights);
        var before = _site.Remembered.Published;
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)), ("phones/ben.yaml", Phone(Ben, 152, "stationName: Rome\n")), ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));

        var pushed = await _site.RunAsync();
        await _site.RunAsync();
        var waiting = await _site.RunAsync();

        Assert.Equal(RunResult.Applied, pushed.Result);
        Assert.Equal(1, pushed.PhonesChanged);
        Assert.Equal(RunResult.NoChange, waiting.Result);
        Assert.False(IsRestarted(Anna));
        Assert.True(_site.Profile(Ben)!.Contains("Rome", StringComparison.Ordinal));
        Assert.Contains("exten => 600,", _site.Dialplan, StringComparison.Ordinal);
        var rollout = _site.Remembered.Rollout!;
        Assert.Equal(before, _site.Remembered.Published);
        Assert.Equal(RolloutState.Waiting, rollout.State);
        Assert.Equal(1, rollout.Held);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero), rollout.Until);
        Assert.Contains("restarts 00:25:84:00:00:01 and waits for the window \"nights\", which opens at 2026-03-01 22:00 UTC", rollout.Message, StringComparison.Ordinal);

        _site.Time.Advance(rollout.Until!.Value - _site.Time.GetUtcNow());
        var opened = await _site.RunAsync();

        Assert.Equal(RunResult.Applied, opened.Result);
        Assert.True(IsRestarted(Anna));
        Assert.Equal(_site.Repository.Head, _site.Remembered.Published.ToString());
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Push_ThatRotatesASharedSecretAndRestartsOneOfItsPhones_LeavesAllOfThemWhatAsteriskKnows()
    {
        const string Both = "  - line: 151\n";
        await StartAsync(Nights);
        Commit(("phones/ben.yaml", Phone(Ben, 152, "") + Both));
        await _site.RunAsync();
        var old = PasswordOf(151);
        Commit(
            ("extensions/people.yaml", "- { extension: 151, name: Anna, secret: { derive: 2 } }\n- { extension: 152, name: Ben }\n"),
            ("phones/anna.yaml", Phone(Anna, 151, Restart)),
            ("phones/carl.yaml", Phone(Carl, 151, "")));

        await _site.RunAsync();
        await _site.RunAsync();

        Assert.Equal(RolloutState.Waiting, _site.Remembered.Rollout!.State);
        Assert.Equal(old, PasswordOf(151));
        Assert.False(IsRestarted(Anna));
        Assert.True(Knows(Ben, old));
        Assert.Null(_site.Profile(Carl));

        _site.Time.Advance(_site.Remembered.Rollout.Until!.Value - _site.Time.GetUtcNow());
        await _site.RunAsync();

        Assert.NotEqual(old, PasswordOf(151));
        Assert.All([Anna, Ben, Carl], phone => Assert.True(Knows(phone, PasswordOf(151))));
    }

    [Fact]
    public async Task Push_ThatMovesANumberToAPhoneThatIsNotRestarted_MovesItWhenTheOtherLosesIt()
    {
        await StartAsync(Nights);
        Commit(("phones/anna.yaml", Phone(Anna, 152, Restart)), ("phones/ben.yaml", Phone(Ben, 151, "")));

        await _site.RunAsync();

        Assert.True(Registers(Anna, 151));
        Assert.True(Registers(Ben, 152));
        Assert.Equal(2, _site.Remembered.Rollout!.Held);
    }

    [Fact]
    public async Task Push_ThatRestartsAPhone_GoesAtOnceWithinTheWindow()
    {
        await StartAsync(Nights);
        _site.Time.Advance(TimeSpan.FromHours(14));
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)));

        await _site.RunAsync();

        Assert.True(IsRestarted(Anna));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    public async Task Push_OfWhatNoPhoneCanBeKeptFrom_IsRefusedWithWhatRestartsOne_AtAnyHour(int hours)
    {
        await StartAsync(Nights);
        _site.Time.Advance(TimeSpan.FromHours(hours));
        var site = SmallOffice.Site.Replace("host: 192.0.2.10,", "host: 192.0.2.10, port: 5070,", StringComparison.Ordinal);
        Commit(("site.yaml", site + "\n" + Nights), ("phones/anna.yaml", Phone(Anna, 151, Restart)));

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        Assert.Single(refused.Diagnostics, d => d.Code == "REC085");
    }

    [Fact]
    public async Task Push_ThatRestartsNoPhone_NeverWaits()
    {
        await StartAsync(Nights);
        Commit(("phones/anna.yaml", Phone(Anna, 151, "stationName: Rome\n")));

        await _site.RunAsync();

        Assert.True(_site.Profile(Anna)!.Contains("Rome", StringComparison.Ordinal));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Resume_OfAChangeThatWaits_RestartsNow()
    {
        await StartAsync(Nights);
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)));
        await WaitAsync();

        _site.Controls.Write(Control.Rollout, "resume");
        await _site.RunAsync();

        Assert.True(IsRestarted(Anna));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Abort_OfAChangeThatWaits_TakesBackWhatWentAtOnceToo()
    {
        await StartAsync(Nights);
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)), ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));
        await WaitAsync();

        _site.Controls.Write(Control.Rollout, "abort");
        await _site.RunAsync();

        Assert.False(IsRestarted(Anna));
        Assert.Equal(RolloutState.Aborted, _site.Remembered.Rollout!.State);
        Assert.DoesNotContain("exten => 600,", _site.Dialplan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewCommit_WhileOneWaits_TakesItsPlace()
    {
        await StartAsync(Nights);
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)));
        await WaitAsync();
        Commit(("phones/anna.yaml", Phone(Anna, 151, "stationName: Rome\n")));

        await _site.RunAsync();

        Assert.False(IsRestarted(Anna));
        Assert.True(_site.Profile(Anna)!.Contains("Rome", StringComparison.Ordinal));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task NewCommit_ThatChangesTheWindow_IsHeldToIt()
    {
        await StartAsync(Nights);
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)));
        await WaitAsync();
        Commit(("site.yaml", SmallOffice.Site + "\n" + Nights.Replace("22", "8", StringComparison.Ordinal)));

        await _site.RunAsync();

        Assert.True(IsRestarted(Anna));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Rollback_ByHand_WaitsForNoWindow()
    {
        await StartAsync(Nights);
        var good = _site.Repository.Head;
        _site.Time.Advance(TimeSpan.FromHours(14));
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)));
        await _site.RunAsync();
        Assert.True(IsRestarted(Anna));
        _site.Time.Advance(TimeSpan.FromHours(12));

        _site.Controls.Write(Control.Rollback, good);
        await _site.RunAsync();

        Assert.False(IsRestarted(Anna));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Waves_WithAWindow_GoOnInItOnly_AndAreProvedAnewWhenItOpens()
    {
        await StartAsync(Nights + "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m }\n");
        _site.Time.Advance(TimeSpan.FromHours(18)); // three in the morning
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)), ("phones/ben.yaml", Phone(Ben, 152, Restart)));
        await _site.RunAsync();
        Assert.True(IsRestarted(Anna));
        Assert.False(IsRestarted(Ben));

        await _site.SeeAsync(Anna);
        await _site.PassAsync(TimeSpan.FromHours(1)); // four: it is over
        await _site.RunAsync();
        Assert.Equal(RolloutState.Waiting, _site.Remembered.Rollout!.State);
        Assert.Equal(1, _site.Remembered.Rollout.Wave);

        await _site.SeeAsync(Anna, PhoneState.Unreachable);
        await _site.PassAsync(TimeSpan.FromHours(18)); // ten in the evening
        await _site.RunAsync();
        Assert.Equal(RolloutState.Running, _site.Remembered.Rollout!.State);
        Assert.False(IsRestarted(Ben));

        await _site.SeeAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(5));
        await _site.RunAsync();
        Assert.True(IsRestarted(Ben));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Waves_OfPhonesThatAreNotRestarted_GoBeforeThoseThatWait()
    {
        await StartAsync(Nights + "rollout: { waves: [ \"50%\" ], settle: 0s }\n");
        Commit(("phones/anna.yaml", Phone(Anna, 151, Restart)), ("phones/ben.yaml", Phone(Ben, 152, "stationName: Rome\n")));

        await _site.RunAsync();
        await _site.SeeAsync(Ben);
        await _site.RunAsync();

        Assert.True(_site.Profile(Ben)!.Contains("Rome", StringComparison.Ordinal));
        Assert.False(IsRestarted(Anna));
        Assert.Equal(RolloutState.Waiting, _site.Remembered.Rollout!.State);
        Assert.Equal(1, _site.Remembered.Rollout.Wave);
        Assert.Equal(2, _site.Remembered.Rollout.Of);
    }

    private bool IsRestarted(string mac) => _site.Profile(mac)!.Contains("<Network_Startup_Delay ua=\"na\">7<", StringComparison.Ordinal);

    private bool Registers(string mac, int extension) => _site.Profile(mac)!.Contains($"<User_ID_1_ ua=\"na\">{extension}<", StringComparison.Ordinal);

    private bool Knows(string mac, string password) => _site.Profile(mac)!.Contains($">{password}<", StringComparison.Ordinal);

    private string PasswordOf(int extension) => File.ReadAllText(Path.Combine(_site.AsteriskDirectory, "current", "pjsip.conf")).Split("\n[")
        .Where(section => section.StartsWith($"{extension}]", StringComparison.Ordinal))
        .SelectMany(section => section.Split('\n'))
        .First(line => line.StartsWith("password", StringComparison.Ordinal)).Split('=', 2)[1].TrimStart('>').Trim();

    private static string Phone(string mac, int extension, string more) => SmallOffice.Phone(mac, extension, "Desk", more);

    private void Commit(params (string Path, string Text)[] files) => _site.Repository.Commit("Change", files);

    private async Task StartAsync(string more)
    {
        Commit(("site.yaml", SmallOffice.Site + "\n" + more), ("phones/anna.yaml", Phone(Anna, 151, "")), ("phones/ben.yaml", Phone(Ben, 152, "")));
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        _site.Time.Advance(TimeSpan.FromHours(1));
    }

    private async Task WaitAsync()
    {
        await _site.RunAsync();
        await _site.RunAsync();
        Assert.Equal(RolloutState.Waiting, _site.Remembered.Rollout!.State);
        Assert.False(IsRestarted(Anna));
    }
}
