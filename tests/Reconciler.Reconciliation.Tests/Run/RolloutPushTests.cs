using Reconciler.Core.Artifacts;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>Which changes may go in waves, and what those who wait keep.</summary>
public sealed class RolloutPushTests : RolloutScenario
{
    [Fact]
    public async Task Push_ThatMakesAGroupOfANumberThatAPhoneThatWaitsCarries_IsRefusedWithItsPlace()
    {
        await StartAsync(Waves);
        Site.Repository.Commit(
            "Group",
            ("extensions/people.yaml", "- { extension: 151, name: Anna }\n- { extension: 153, name: Ben }\n"),
            ("groups/all.yaml", "group: 152\nring: [151, 153]\n"),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 153, "Ben")));

        var refused = await Site.RunAsync();

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
        Site.Repository.Commit(
            "Renumber",
            ("extensions/people.yaml", "- { extension: 151, name: Anna }\n- { extension: 153, name: Ben }\n"),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 153, "Ben")));

        await Site.RunAsync();

        Assert.True(Has(Ben, "<User_ID_1_ ua=\"na\">152<"));
        Assert.Contains("exten => 152,1,Dial(", Site.Dialplan, StringComparison.Ordinal);
        Assert.Contains("exten => 153,1,Dial(", Site.Dialplan, StringComparison.Ordinal);
        await ProveAsync(Anna);
        await Site.PassAsync(TimeSpan.FromMinutes(6));
        await Site.RunAsync();
        Assert.DoesNotContain("exten => 152,1,", Site.Dialplan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ThatRotatesASharedSecret_TakesAllItsPhonesInOneWave()
    {
        await StartAsync("rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ] }\n", phones: 3, more: "  - line: 152\n");
        var sip = Sip;
        Site.Repository.Commit("Rotate", ("extensions/people.yaml", "- { extension: 151, name: Anna, secret: { derive: 2 } }\n- { extension: 152, name: Ben, secret: { derive: 2 } }\n"));
        var ben = Site.Profile(Ben);

        await Site.RunAsync();

        // Anna carries 152 with Ben, so that both are in the first wave: nobody is left with a password that Asterisk forgot.
        Assert.Null(Site.Remembered.Rollout);
        Assert.NotEqual(ben, Site.Profile(Ben));
        Assert.NotEqual(sip, Sip);
    }

    [Theory]
    [InlineData("pjsip")]
    [InlineData("sip")]
    public async Task Push_ThatSwapsNumbers_NeverLeavesOneWithoutItsPhone(string channel)
    {
        var site = SmallOffice.Site.Replace("host: 192.0.2.10,", $"host: 192.0.2.10, channel: {channel},", StringComparison.Ordinal);
        Site.Repository.Commit("Waves", ("site.yaml", site + "\nrollout: { waves: [ 50% ] }\n"));
        await Site.RunAsync();
        Site.Repository.Commit(
            "Swap",
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 152, "Anna")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 151, "Ben")));

        var swapped = await Site.RunAsync();

        Assert.Equal(ExitCode.Done, swapped.ExitCode);
        Assert.Equal(2, swapped.PhonesChanged);
        Assert.Null(Site.Remembered.Rollout);
        Assert.True(Has(Anna, "<User_ID_1_ ua=\"na\">152<"));
        Assert.True(Has(Ben, "<User_ID_1_ ua=\"na\">151<"));
    }

    [Fact]
    public async Task Push_ThatRotatesASecretOfAPhoneThatWaits_LeavesAsteriskTheOldOne()
    {
        await StartAsync(Waves);
        var old = PasswordOf(152);
        Site.Repository.Commit("Rotate", ("extensions/people.yaml", "- { extension: 151, name: Anna, secret: { derive: 2 } }\n- { extension: 152, name: Ben, secret: { derive: 2 } }\n"));

        await Site.RunAsync();

        Assert.Equal(old, PasswordOf(152));
        await ProveAsync(Anna);
        await Site.PassAsync(TimeSpan.FromMinutes(6));
        await Site.RunAsync();
        Assert.NotEqual(old, PasswordOf(152));
    }

    [Theory]
    [InlineData("host: 192.0.2.10,", "host: 192.0.2.10, port: 5070,", "asterisk.port changes from 5060 to 5070")]
    [InlineData("tftp://192.0.2.10", "tftp://192.0.2.11", "provisioning.url changes from tftp://192.0.2.10 to tftp://192.0.2.11")]
    public async Task Push_OfWhatNoPhoneCanBeKeptFrom_IsRefusedForWavesAndSaysWhatToDo(string was, string becomes, string why)
    {
        await StartAsync(Waves);
        var site = SmallOffice.Site.Replace(was, becomes, StringComparison.Ordinal);
        Site.Repository.Commit("Move", ("site.yaml", site + "\n" + Waves));

        var refused = await Site.RunAsync();
        Site.Repository.Commit("Move at once", ("site.yaml", site));
        var moved = await Site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        var finding = Assert.Single(refused.Diagnostics, d => d.Code == "REC085");
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
        Assert.Contains("no rollout", finding.Hint, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, moved.ExitCode);
        Assert.Null(Site.Remembered.Rollout);
    }

    [Fact]
    public async Task Push_OfAFirmware_GoesInWavesAlthoughTheSiteHasNone()
    {
        await StartAsync("", phones: 4);
        Directory.CreateDirectory(Path.Combine(Site.Served, "sw"));
        await File.WriteAllTextAsync(Path.Combine(Site.Served, "sw", "spa50x-30x-7-6-2.bin"), "image", TestContext.Current.CancellationToken);
        Site.Repository.Commit("Upgrade", [.. Enumerable.Range(1, 4).Select(i => PhoneFile(i, "firmware: 7.6.2\n"))]);

        var outcome = await Site.RunAsync();

        Assert.Equal(1, outcome.PhonesChanged);
        Assert.Equal(1, Site.Remembered.Rollout!.Wave);
        Assert.Equal(3, Site.Remembered.Rollout.Held);
        Assert.Equal(1, Enumerable.Range(1, 4).Count(i => Site.Profile(MacOf(i))!.Contains("7-6-2.bin", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Push_ThatMovesTheFirmwareDirectory_MissesTheImageOfAPhoneThatWaitsWhereItsProfileHasIt()
    {
        await StartAsync(Waves, "firmware: 7.6.2\n");
        Directory.CreateDirectory(Path.Combine(Site.Served, "images"));
        File.Move(Path.Combine(Site.Served, "sw", "spa50x-30x-7-6-2.bin"), Path.Combine(Site.Served, "images", "spa50x-30x-7-6-2.bin"));
        var site = SmallOffice.Site.Replace("tftp://192.0.2.10\"", "tftp://192.0.2.10\", firmwarePath: /images", StringComparison.Ordinal);
        Site.Repository.Commit("Move", ("site.yaml", site + "\n" + Waves));

        var moved = await Site.RunAsync();

        Assert.True(Has(Anna, "/images/spa50x"));
        Assert.False(Has(Ben, "/images/spa50x"));
        Assert.Equal(1, Site.Remembered.Rollout!.Held);
        var finding = Assert.Single(moved.Diagnostics, d => d.Code == "REC081");
        Assert.Contains("00:25:84:00:00:02 is to run firmware 7.6.2, but the served root has no sw/", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_ByHand_IsForAllPhonesAtOnce()
    {
        await StartAsync(Waves);
        var good = Site.Repository.Head;
        ChangeAll("Paris");
        await Site.RunAsync();
        await ProveAsync(Anna);
        await Site.PassAsync(TimeSpan.FromMinutes(6));
        await Site.RunAsync();
        Assert.True(Has(Anna, "Paris"));
        Assert.True(Has(Ben, "Paris"));

        Site.Controls.Write(Control.Rollback, good);
        await Site.RunAsync();

        Assert.False(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));
        Assert.Null(Site.Remembered.Rollout);
    }

    [Fact]
    public async Task ForcePush_DuringARollout_AndGarbageCollection_LeaveEachPhoneWhatItHas()
    {
        await StartAsync(Waves);
        var ben = Site.Profile(Ben)!;
        ChangeAll("Paris");
        await Site.RunAsync();
        Site.Repository.Commit("Break", ("site.yaml", "name: ["));
        var neverServed = Site.Repository.Head;
        Assert.Equal(RunResult.Rejected, (await Site.RunAsync()).Result);

        Site.Repository.ForcePush(
            "All anew",
            ("site.yaml", SmallOffice.Site + "\n" + Waves),
            ("extensions/people.yaml", SmallOffice.Extensions),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Ben")),
            ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Rome\n"));
        await Site.RunAsync();
        Assert.True(await IsInMirrorAsync(neverServed));
        await GitAsync("gc", "--quiet", "--prune=now");

        // What no phone has is gone, so that what is left is left on purpose.
        Assert.False(await IsInMirrorAsync(neverServed));
        Assert.True(Has(Anna, "Rome"));
        Assert.Equal(ben, Site.Profile(Ben));
        Site.Drift = DriftMode.Heal;
        await File.AppendAllTextAsync(Path.Combine(Site.Served, "xml", $"spa{Ben}.xml"), "<!-- by hand -->", TestContext.Current.CancellationToken);
        Site.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(RunResult.Applied, (await Site.RunAsync()).Result);
        Assert.Equal(ben, Site.Profile(Ben));

        Site.Controls.Write(Control.Rollout, "abort");
        await Site.RunAsync();
        Assert.True(Has(Anna, "Paris"));
        Assert.Equal(ben, Site.Profile(Ben));
    }

    private async Task<bool> IsInMirrorAsync(string commit) => (await GitAsync("cat-file", "-e", commit)).ExitCode == 0;

    private Task<ProcessResult> GitAsync(params string[] arguments) => Processes.RunAsync(
        Requires.Tool("git"), ["-c", "safe.directory=*", "-C", Path.Combine(Site.State, "mirror.git"), .. arguments], null, TestContext.Current.CancellationToken);
}
