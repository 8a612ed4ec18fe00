using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A change goes to the phones in waves: each run takes one step at most, by what is known of the phones, the clock and a person's word.</summary>
public sealed class RolloutRunTests : IDisposable
{
    private const string Anna = "002584000001";
    private const string Ben = "002584000002";
    private const string Waves = "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m, onFailure: hold }\n";

    private readonly Site _site = new() { HasPhones = true };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Push_WithWaves_ReachesTheOthersOnlyOnceTheCanaryIsProvedForSoLong()
    {
        await StartAsync(Waves);
        var before = _site.Remembered.Published;
        ChangeAll("Paris");

        var first = await _site.RunAsync();
        var waiting = await _site.RunAsync();

        Assert.Equal(RunResult.Applied, first.Result);
        Assert.Equal(1, first.PhonesChanged);
        Assert.Equal(RunResult.NoChange, waiting.Result);
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));
        Assert.Equal(before, _site.Remembered.Published);
        Assert.Equal(1, _site.Remembered.Rollout!.Wave);
        Assert.Equal(2, _site.Remembered.Rollout.Of);
        Assert.Equal(1, _site.Remembered.Rollout.Held);

        await ProveAsync(Anna);
        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);
        await _site.PassAsync(TimeSpan.FromMinutes(5));
        var last = await _site.RunAsync();

        Assert.Equal(RunResult.Applied, last.Result);
        Assert.True(Has(Ben, "Paris"));
        Assert.Equal(_site.Repository.Head, _site.Remembered.Published.ToString());
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Wave_NotProvedByItsDeadline_IsHeldUntilSomebodySaysSo()
    {
        await StartAsync(Waves);
        ChangeAll("Paris");
        await _site.RunAsync();
        await _site.PassAsync(TimeSpan.FromMinutes(31));

        var held = await _site.RunAsync();
        await _site.PassAsync(TimeSpan.FromDays(1));
        await _site.RunAsync();

        Assert.Equal(RunResult.NoChange, held.Result);
        Assert.Equal(RolloutState.Held, _site.Remembered.Rollout!.State);
        Assert.Contains("00:25:84:00:00:01 did not run the change within 30 minutes", _site.Remembered.Rollout.Message, StringComparison.Ordinal);
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));

        _site.Controls.Write(Control.Rollout, "resume");
        await _site.RunAsync();
        Assert.True(Has(Ben, "Paris"));
        Assert.Null(_site.Remembered.Rollout);
        Assert.Null(_site.Controls.Read(Control.Rollout));
    }

    [Theory]
    [InlineData(true, 5, 1)]
    [InlineData(false, 30, 1)]
    public async Task Rollout_ForeseenByTheClock_ChangesAtThatMomentAndNotBefore(bool isProved, int minutes, int looks)
    {
        await StartAsync(Waves);
        ChangeAll("Paris");
        await _site.RunAsync();
        var since = _site.Time.GetUtcNow();
        if (isProved)
        {
            await ProveAsync(Anna);
            since = _site.Time.GetUtcNow();
        }

        var woken = 0;
        while (Foresee() is { IsDue: false, NextChange: { } moment })
        {
            // What the agent does: it sleeps until then, and looks.
            await _site.PassAsync(moment - _site.Time.GetUtcNow());
            woken++;
        }

        Assert.Equal(looks, woken);
        Assert.Equal(TimeSpan.FromMinutes(minutes), new TimeSpan((_site.Time.GetUtcNow() - since).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond));
        await _site.RunAsync();
        Assert.Equal(isProved, Has(Ben, "Paris"));
        Assert.Equal(isProved ? null : RolloutState.Held, _site.Remembered.Rollout?.State);
        Assert.Equal(RolloutOutlook.None, Foresee());
    }

    private RolloutOutlook Foresee() => new RunFactory(_site.Setup()).Foresight.ForeseeRollout();

    [Theory]
    [InlineData("a line of it is not registered")]
    [InlineData("it registers with another firmware")]
    [InlineData("it was last seen before it was published")]
    public async Task Wave_OfWhichNotAllIsProved_DoesNotGoOn(string fault)
    {
        await StartAsync(Waves, "firmware: 7.6.2\n");
        ChangeAll("Paris");
        await _site.RunAsync();
        await ProveAsync(Anna, fault);
        if (fault.Contains("before", StringComparison.Ordinal))
        {
            _site.Time.Advance(TimeSpan.FromMinutes(10));
        }
        else
        {
            await _site.PassAsync(TimeSpan.FromMinutes(10));
        }


        await _site.RunAsync();

        Assert.Equal(1, _site.Remembered.Rollout!.Wave);
        Assert.False(Has(Ben, "Paris"));
    }

    [Fact]
    public async Task Wave_NotProvedWithRollback_GetsBackWhatItHadToTheByte()
    {
        await StartAsync(Waves.Replace("hold", "rollback", StringComparison.Ordinal));
        var (profile, dialplan) = (_site.Profile(Anna), _site.Dialplan);
        ChangeAll("Paris", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));
        await _site.RunAsync();
        Assert.Contains("exten => 600,", _site.Dialplan, StringComparison.Ordinal);
        await _site.PassAsync(TimeSpan.FromMinutes(31));

        await _site.RunAsync();
        var rest = await _site.RunAsync();

        Assert.Equal(RolloutState.RolledBack, _site.Remembered.Rollout!.State);
        Assert.Equal(0, _site.Remembered.Rollout.Wave);
        Assert.Equal(2, _site.Remembered.Rollout.Held);
        Assert.Equal(profile, _site.Profile(Anna));
        Assert.Equal(dialplan, _site.Dialplan);
        Assert.Equal(RunResult.NoChange, rest.Result);
    }

    [Fact]
    public async Task Abort_OfARollout_GivesBackWhatEachPhoneHad_AndANewCommitBeginsAnew()
    {
        await StartAsync(Waves);
        var profile = _site.Profile(Anna);
        ChangeAll("Paris");
        await _site.RunAsync();
        _site.Controls.Write(Control.Rollout, "abort");

        await _site.RunAsync();
        Assert.Equal(profile, _site.Profile(Anna));
        Assert.Equal(RolloutState.Aborted, _site.Remembered.Rollout!.State);

        ChangeAll("Rome");
        await _site.RunAsync();
        Assert.True(Has(Anna, "Rome"));
        Assert.False(Has(Ben, "Rome"));
        Assert.Equal(RolloutState.Running, _site.Remembered.Rollout!.State);
    }

    [Fact]
    public async Task Push_DuringARollout_KeepsForEachPhoneWhatItHas()
    {
        await StartAsync("rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] }, 50% ] }\n", phones: 4);
        var untouched = _site.Profile("002584000104");
        ChangeAll("Paris");
        await _site.RunAsync();
        ChangeAll("Rome", ("site.yaml", SmallOffice.Site + Environment.NewLine + "rollout: { waves: [ { canary: [\"00:25:84:00:00:02\"] } ] }\n"));

        await _site.RunAsync();

        Assert.True(Has(Anna, "Paris"));
        Assert.True(Has(Ben, "Rome"));
        Assert.Equal(untouched, _site.Profile("002584000104"));
        _site.Controls.Write(Control.Rollout, "abort");
        await _site.RunAsync();
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Rome"));
        Assert.False(Has(Ben, "Paris"));
    }

    [Theory]
    [InlineData("hold", true)]
    [InlineData("rollback", false)]
    public async Task Push_OfSomethingElse_SendsNothingOnThatTheCanaryHasNotProved(string onFailure, bool keepsIt)
    {
        await StartAsync($"rollout: {{ waves: [ {{ canary: [\"00:25:84:00:00:01\"] }}, 50% ], settle: 5m, deadline: 30m, onFailure: {onFailure} }}\n", phones: 4);
        var before = _site.Profile(Anna);
        ChangeAll("Paris");
        await _site.RunAsync();
        _site.Repository.Commit("Something else", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));

        await _site.RunAsync();
        await _site.PassAsync(TimeSpan.FromMinutes(20));
        await _site.RunAsync();
        Assert.Equal([true, false, false, false], Enumerable.Range(1, 4).Select(i => Has(MacOf(i), "Paris")));
        await _site.PassAsync(TimeSpan.FromMinutes(20));
        await _site.RunAsync();

        Assert.Equal([keepsIt, false, false, false], Enumerable.Range(1, 4).Select(i => Has(MacOf(i), "Paris")));
        Assert.Equal(keepsIt ? RolloutState.Held : RolloutState.RolledBack, _site.Remembered.Rollout!.State);
        Assert.True(keepsIt || _site.Profile(Anna) == before);
    }

    [Fact]
    public async Task Push_OfSomethingElse_GoesOnOnceTheCanaryHasProvedWhatItGotBefore()
    {
        await StartAsync(Waves);
        ChangeAll("Paris");
        await _site.RunAsync();
        _site.Repository.Commit("Something else", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));
        await _site.RunAsync();
        Assert.False(Has(Ben, "Paris"));

        await ProveAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        await _site.RunAsync();

        Assert.True(Has(Ben, "Paris"));
        Assert.Null(_site.Remembered.Rollout);
        Assert.Equal(_site.Repository.Head, _site.Remembered.Published.ToString());
    }

    [Fact]
    public async Task Push_ThatMakesAGroupOfANumberThatAPhoneThatWaitsCarries_IsRefusedWithItsPlace()
    {
        await StartAsync(Waves);
        _site.Repository.Commit(
            "Group",
            ("extensions/people.yaml", "- { extension: 151, name: Anna }\n- { extension: 153, name: Ben }\n"),
            ("groups/all.yaml", "group: 152\nring: [151, 153]\n"),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 153, "Ben")));

        var refused = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        var finding = Assert.Single(refused.Diagnostics, d => d.Code == "REC085");
        Assert.Equal("groups/all.yaml", finding.Location.File);
        Assert.Equal(1, finding.Location.Line);
        Assert.Contains("152 becomes a ring group", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ThatTakesAnExtensionAway_LeavesItWhileAPhoneThatWaitsCarriesIt()
    {
        await StartAsync(Waves);
        _site.Repository.Commit(
            "Renumber",
            ("extensions/people.yaml", "- { extension: 151, name: Anna }\n- { extension: 153, name: Ben }\n"),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 153, "Ben")));

        await _site.RunAsync();

        Assert.True(Has(Ben, "<User_ID_1_ ua=\"na\">152<"));
        Assert.Contains("exten => 152,1,Dial(", _site.Dialplan, StringComparison.Ordinal);
        Assert.Contains("exten => 153,1,Dial(", _site.Dialplan, StringComparison.Ordinal);
        await ProveAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        await _site.RunAsync();
        Assert.DoesNotContain("exten => 152,1,", _site.Dialplan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ThatRotatesASharedSecret_TakesAllItsPhonesInOneWave()
    {
        await StartAsync("rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ] }\n", phones: 3, more: "  - line: 152\n");
        var sip = Sip;
        _site.Repository.Commit("Rotate", ("extensions/people.yaml", "- { extension: 151, name: Anna, secret: { derive: 2 } }\n- { extension: 152, name: Ben, secret: { derive: 2 } }\n"));
        var ben = _site.Profile(Ben);

        await _site.RunAsync();

        // Anna carries 152 with Ben, so that both are in the first wave: nobody is left with a password that Asterisk forgot.
        Assert.Null(_site.Remembered.Rollout);
        Assert.NotEqual(ben, _site.Profile(Ben));
        Assert.NotEqual(sip, Sip);
    }

    [Theory]
    [InlineData("pjsip")]
    [InlineData("sip")]
    public async Task Push_ThatSwapsNumbers_NeverLeavesOneWithoutItsPhone(string channel)
    {
        var site = SmallOffice.Site.Replace("host: 192.0.2.10,", $"host: 192.0.2.10, channel: {channel},", StringComparison.Ordinal);
        _site.Repository.Commit("Waves", ("site.yaml", site + "\nrollout: { waves: [ 50% ] }\n"));
        await _site.RunAsync();
        _site.Repository.Commit(
            "Swap",
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 152, "Anna")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 151, "Ben")));

        var swapped = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, swapped.ExitCode);
        Assert.Equal(2, swapped.PhonesChanged);
        Assert.Null(_site.Remembered.Rollout);
        Assert.True(Has(Anna, "<User_ID_1_ ua=\"na\">152<"));
        Assert.True(Has(Ben, "<User_ID_1_ ua=\"na\">151<"));
    }

    [Fact]
    public async Task Push_ThatRotatesASecretOfAPhoneThatWaits_LeavesAsteriskTheOldOne()
    {
        await StartAsync(Waves);
        var old = PasswordOf(152);
        _site.Repository.Commit("Rotate", ("extensions/people.yaml", "- { extension: 151, name: Anna, secret: { derive: 2 } }\n- { extension: 152, name: Ben, secret: { derive: 2 } }\n"));

        await _site.RunAsync();

        Assert.Equal(old, PasswordOf(152));
        await ProveAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        await _site.RunAsync();
        Assert.NotEqual(old, PasswordOf(152));
    }

    [Theory]
    [InlineData("host: 192.0.2.10,", "host: 192.0.2.10, port: 5070,", "asterisk.port changes from 5060 to 5070")]
    [InlineData("tftp://192.0.2.10", "tftp://192.0.2.11", "provisioning.url changes from tftp://192.0.2.10 to tftp://192.0.2.11")]
    public async Task Push_OfWhatNoPhoneCanBeKeptFrom_IsRefusedForWavesAndSaysWhatToDo(string was, string becomes, string why)
    {
        await StartAsync(Waves);
        var site = SmallOffice.Site.Replace(was, becomes, StringComparison.Ordinal);
        _site.Repository.Commit("Move", ("site.yaml", site + "\n" + Waves));

        var refused = await _site.RunAsync();
        _site.Repository.Commit("Move at once", ("site.yaml", site));
        var moved = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        var finding = Assert.Single(refused.Diagnostics, d => d.Code == "REC085");
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
        Assert.Contains("no rollout", finding.Hint, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, moved.ExitCode);
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Push_OfAFirmware_GoesInWavesAlthoughTheSiteHasNone()
    {
        await StartAsync("", phones: 4);
        Directory.CreateDirectory(Path.Combine(_site.Served, "sw"));
        await File.WriteAllTextAsync(Path.Combine(_site.Served, "sw", "spa50x-30x-7-6-2.bin"), "image", TestContext.Current.CancellationToken);
        _site.Repository.Commit("Upgrade", [.. Enumerable.Range(1, 4).Select(i => PhoneFile(i, "firmware: 7.6.2\n"))]);

        var outcome = await _site.RunAsync();

        Assert.Equal(1, outcome.PhonesChanged);
        Assert.Equal(1, _site.Remembered.Rollout!.Wave);
        Assert.Equal(3, _site.Remembered.Rollout.Held);
        Assert.Equal(1, Enumerable.Range(1, 4).Count(i => _site.Profile(MacOf(i))!.Contains("7-6-2.bin", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Push_ThatMovesTheFirmwareDirectory_MissesTheImageOfAPhoneThatWaitsWhereItsProfileHasIt()
    {
        await StartAsync(Waves, "firmware: 7.6.2\n");
        Directory.CreateDirectory(Path.Combine(_site.Served, "images"));
        File.Move(Path.Combine(_site.Served, "sw", "spa50x-30x-7-6-2.bin"), Path.Combine(_site.Served, "images", "spa50x-30x-7-6-2.bin"));
        var site = SmallOffice.Site.Replace("tftp://192.0.2.10\"", "tftp://192.0.2.10\", firmwarePath: /images", StringComparison.Ordinal);
        _site.Repository.Commit("Move", ("site.yaml", site + "\n" + Waves));

        var moved = await _site.RunAsync();

        Assert.True(Has(Anna, "/images/spa50x"));
        Assert.False(Has(Ben, "/images/spa50x"));
        Assert.Equal(1, _site.Remembered.Rollout!.Held);
        var finding = Assert.Single(moved.Diagnostics);
        Assert.Contains("00:25:84:00:00:02 is to run firmware 7.6.2, but the served root has no sw/", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_ByHand_IsForAllPhonesAtOnce()
    {
        await StartAsync(Waves);
        var good = _site.Repository.Head;
        ChangeAll("Paris");
        await _site.RunAsync();
        await ProveAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        await _site.RunAsync();
        Assert.True(Has(Anna, "Paris"));
        Assert.True(Has(Ben, "Paris"));

        _site.Controls.Write(Control.Rollback, good);
        await _site.RunAsync();

        Assert.False(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task ForcePush_DuringARollout_AndGarbageCollection_LeaveEachPhoneWhatItHas()
    {
        await StartAsync(Waves);
        var ben = _site.Profile(Ben)!;
        ChangeAll("Paris");
        await _site.RunAsync();
        _site.Repository.Commit("Break", ("site.yaml", "name: ["));
        var neverServed = _site.Repository.Head;
        Assert.Equal(RunResult.Rejected, (await _site.RunAsync()).Result);

        _site.Repository.ForcePush(
            "All anew",
            ("site.yaml", SmallOffice.Site + "\n" + Waves),
            ("extensions/people.yaml", SmallOffice.Extensions),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Ben")),
            ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Rome\n"));
        await _site.RunAsync();
        Assert.True(await IsInMirrorAsync(neverServed));
        await GitAsync("gc", "--quiet", "--prune=now");

        // What no phone has is gone, so that what is left is left on purpose.
        Assert.False(await IsInMirrorAsync(neverServed));
        Assert.True(Has(Anna, "Rome"));
        Assert.Equal(ben, _site.Profile(Ben));
        _site.Drift = DriftMode.Heal;
        await File.AppendAllTextAsync(Path.Combine(_site.Served, "xml", $"spa{Ben}.xml"), "<!-- by hand -->", TestContext.Current.CancellationToken);
        _site.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(RunResult.Applied, (await _site.RunAsync()).Result);
        Assert.Equal(ben, _site.Profile(Ben));

        _site.Controls.Write(Control.Rollout, "abort");
        await _site.RunAsync();
        Assert.True(Has(Anna, "Paris"));
        Assert.Equal(ben, _site.Profile(Ben));
    }

    private async Task<bool> IsInMirrorAsync(string commit) => (await GitAsync("cat-file", "-e", commit)).ExitCode == 0;

    private Task<ProcessResult> GitAsync(params string[] arguments) => Processes.RunAsync(
        Requires.Tool("git"), ["-c", "safe.directory=*", "-C", Path.Combine(_site.State, "mirror.git"), .. arguments], null, TestContext.Current.CancellationToken);

    private static string MacOf(int number) => number <= 2 ? $"00258400000{number}" : $"00258400010{number}";

    private static (string Path, string Text) PhoneFile(int number, string more = "") =>
        ($"phones/{number}.yaml", SmallOffice.Phone(MacOf(number), 150 + Math.Min(number, 2), "Desk", more));

    private string Sip => File.ReadAllText(Path.Combine(_site.AsteriskDirectory, "current", "pjsip.conf"));

    private async Task StartAsync(string rollout, string morePhone = "", int phones = 2, string more = "")
    {
        _site.Repository.Commit("Waves", ("site.yaml", SmallOffice.Site + "\n" + rollout));
        if (phones > 2 || morePhone.Length > 0 || more.Length > 0)
        {
            Directory.CreateDirectory(Path.Combine(_site.Served, "sw"));
            await File.WriteAllTextAsync(Path.Combine(_site.Served, "sw", "spa50x-30x-7-6-2.bin"), "image", TestContext.Current.CancellationToken);
            _site.Repository.Commit(
                "Phones",
                [
                    ("phones/anna.yaml", ""), ("phones/ben.yaml", ""),
                    .. Enumerable.Range(1, phones).Select(i => i == 1 ? (PhoneFile(1, morePhone).Path, PhoneFile(1, morePhone).Text + more) : PhoneFile(i, morePhone)),
                ]);
        }

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        _site.Time.Advance(TimeSpan.FromHours(1));
    }

    private void ChangeAll(string stationName, params (string Path, string Text)[] more) =>
        _site.Repository.Commit("Change", [("profiles/base.yaml", SmallOffice.Profile + $"\nstationName: {stationName}\n"), .. more]);

    private bool Has(string mac, string text) => _site.Profile(mac)!.Contains(text, StringComparison.Ordinal);

    private string PasswordOf(int extension) => Sip.Split("\n[")
        .Where(section => section.StartsWith($"{extension}]", StringComparison.Ordinal))
        .SelectMany(section => section.Split('\n'))
        .First(line => line.StartsWith("password", StringComparison.Ordinal));

    /// <summary>Writes down what a look at the phone would have found.</summary>
    private async Task ProveAsync(string mac, string fault = "")
    {
        Assert.True(MacAddress.TryParse(mac, out var address));
        _site.Time.Advance(TimeSpan.FromSeconds(2));
        var now = _site.Time.GetUtcNow();
        var book = _site.Phones.Load().Phones[address];
        var firmware = fault.Contains("firmware", StringComparison.Ordinal) ? "7.5.5" : "7.6.2";
        var seen = book with
        {
            State = PhoneState.Converged,
            StateSince = now,
            IsWhole = !fault.Contains("line", StringComparison.Ordinal),
            Seen = new Sighting("192.0.2.1:5060", $"Cisco/SPA504G-{firmware} cfg/{book.Profile.Tag}", now, null),
        };
        await _site.Phones.UpdateAsync(b => b.With([seen]), TestContext.Current.CancellationToken);
        await _site.Phones.SaveSummaryAsync(
            before => before! with { Observed = fault.Contains("before", StringComparison.Ordinal) ? now.AddHours(-1) : now }, TestContext.Current.CancellationToken);
    }
}
