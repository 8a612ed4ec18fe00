using System.Globalization;
using Reconciler.Acceptance.Refusals;
using Reconciler.Host.Ami;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Drift;

/// <summary>What somebody changes in the memory of a real Asterisk, and what the shipped program makes of it.</summary>
public sealed class AsteriskDriftTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip", "endpoint 151")]
    [InlineData(16, "pjsip", "endpoint 151")]
    [InlineData(16, "sip", "peer 151")]
    public async Task Phone_RemovedFromAsterisksMemory_IsFoundAndPutBack(int version, string channel, string subject)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = await PublishedAsync(asterisk, channel);
        var (file, show) = channel == "pjsip" ? ("pjsip.conf", "pjsip show endpoint 151") : ("sip.conf", "sip show peer 151");
        Assert.Matches("(?i)context +: fxsgroup", await asterisk.RunCliAsync(show, Cancellation));
        await LoadAsync(asterisk, file, text => text.Replace("[151", "[951", StringComparison.Ordinal), channel == "pjsip" ? "res_pjsip.so" : "chan_sip.so");
        await Eventually.HoldsAsync("151 is gone", Patience, async () => !(await asterisk.RunCliAsync(show, Cancellation)).Contains("fxsgroup", StringComparison.Ordinal), Cancellation);

        await AssertHealedAsync(site, subject);

        Assert.Matches("(?i)context +: fxsgroup", await asterisk.RunCliAsync(show, Cancellation));
        await AssertNothingToDoAsync(site);
    }

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Dialplan_ChangedAtTheConsole_IsFoundAndPutBack(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = await PublishedAsync(asterisk, channel);
        var published = await LinesAsync(asterisk);

        await asterisk.RunCliAsync("dialplan remove extension 151@fxsgroup 1", Cancellation);
        Assert.NotEqual(published, await LinesAsync(asterisk));
        await AssertHealedAsync(site, "extension 151@fxsgroup priority 1");
        Assert.Equal(published, await LinesAsync(asterisk));

        await asterisk.RunCliAsync("dialplan add extension 151,9,NoOp(by-hand) into fxsgroup", Cancellation);
        Assert.NotEqual(published, await LinesAsync(asterisk));
        await AssertHealedAsync(site, "extension 151@fxsgroup priority 9");
        Assert.Equal(published, await LinesAsync(asterisk));

        await asterisk.RunCliAsync("dialplan add extension 151,1,NoOp(by-hand) into fxsgroup replace", Cancellation);
        Assert.Contains("by-hand", await LinesAsync(asterisk), StringComparison.Ordinal);
        await AssertHealedAsync(site, "extension 151@fxsgroup priority 1");
        Assert.Equal(published, await LinesAsync(asterisk));
        await AssertNothingToDoAsync(site);
    }

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Mailbox_RemovedFromAsterisksMemory_IsFoundAndPutBack(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = await PublishedAsync(asterisk, channel);
        await LoadAsync(asterisk, "voicemail.conf", text => text.Replace("151", "951", StringComparison.Ordinal), "app_voicemail.so");
        Assert.DoesNotContain("151", await asterisk.RunCliAsync("voicemail show users", Cancellation), StringComparison.Ordinal);

        await AssertHealedAsync(site, "mailbox 151@default");

        Assert.Contains("151", await asterisk.RunCliAsync("voicemail show users", Cancellation), StringComparison.Ordinal);
        await AssertNothingToDoAsync(site);
    }

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Voicemail_RewrittenByAsterisk_IsNoDrift(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = await PublishedAsync(asterisk, channel);
        var published = asterisk.ReadFile("reconciler/current/voicemail.conf");
        var rest = published.Split('\n').Single(line => line.StartsWith("151", StringComparison.Ordinal)).Split(',', 2)[1];
        await using (var session = await AmiSession.OpenAsync(asterisk.Ami, TimeProvider.System, Cancellation))
        {
            // What app_voicemail does with a new PIN, by the same function of Asterisk.
            var answer = await session.AskAsync(
                new AmiRequest("UpdateConfig").With("SrcFilename", "voicemail.conf").With("DstFilename", "voicemail.conf")
                    .With("Action-000000", "Update").With("Cat-000000", "default").With("Var-000000", "151").With("Value-000000", $">8642,{rest}"),
                Cancellation);
            Assert.True(answer.IsSuccess, answer.Text);
        }

        var rewritten = asterisk.ReadFile("reconciler/current/voicemail.conf");
        Assert.Contains("8642", rewritten, StringComparison.Ordinal);
        Assert.NotEqual(published, rewritten);

        await AssertNothingToDoAsync(site);
        Assert.Equal(rewritten, asterisk.ReadFile("reconciler/current/voicemail.conf"));
    }

    [Fact]
    public async Task Line_AddedInTheAdministratorsOwnFile_IsReloadedForOnceAndThenToldOf()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        using var site = await PublishedAsync(asterisk, "pjsip");
        asterisk.WriteFile("extensions.conf", asterisk.ReadFile("extensions.conf") + "[fxsgroup]\nexten => 151,9,NoOp(mine)\n");
        await asterisk.RunCliAsync("dialplan reload", Cancellation);

        await AssertHealedAsync(site, "After a reload still: extension 151@fxsgroup priority 9");
        var generation = site.AsteriskGeneration;
        MakeDue(site);
        var told = await site.ReconcileAsync(0, Cancellation);

        Assert.Contains("Drift: 1 difference", told.Output, StringComparison.Ordinal);
        Assert.Equal(generation, site.AsteriskGeneration);
        Assert.Equal(("False", "Drift"), (await site.StatusAsync(Cancellation))["Activated"]);
    }

    [Fact]
    public async Task PhoneThatWaitsInARollout_IsHealedToWhatItHas_NotToTheNewCommit()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        using var site = await PublishedAsync(asterisk, "pjsip");
        var profile = Path.Combine(site.Served, "xml", "spa002584000002.xml");
        var (old, password) = (await File.ReadAllTextAsync(profile, Cancellation), await asterisk.RunCliAsync("pjsip show auth 152", Cancellation));
        site.Repository.Commit(
            "Rename all and rotate all, the first phone first",
            ("site.yaml", site.Repository.ReadText(site.Repository.Branch, "site.yaml") + "rollout: { waves: [ { canary: [\"002584000001\"] } ], settle: 1s, deadline: 1s }\n"),
            ("profiles/base.yaml", "name: base\nstationName: New\n"),
            ("extensions/1.yaml", "extension: 151\nname: New\nvoicemail: {}\nsecret: { derive: 2 }\n"),
            ("extensions/2.yaml", "extension: 152\nname: New\nvoicemail: {}\nsecret: { derive: 2 }\n"));
        await Eventually.HoldsAsync("the rollout is held", Patience, async () => (await site.ReconcileAsync(0, Cancellation)).ExitCode == 0 && await IsHeldAsync(site), Cancellation);
        var (first, endpoint) = (await asterisk.RunCliAsync("pjsip show auth 151", Cancellation), await asterisk.RunCliAsync("pjsip show endpoint 152", Cancellation));

        await LoadAsync(asterisk, "pjsip.conf", text => text.Replace("[152", "[952", StringComparison.Ordinal), "res_pjsip.so");
        var published = new FileInfo(profile).ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        File.SetUnixFileMode(published, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(published, old.Replace("</flat-profile>", "<!-- by hand --></flat-profile>", StringComparison.Ordinal), Cancellation);
        Assert.DoesNotContain("fxsgroup", await asterisk.RunCliAsync("pjsip show endpoint 152", Cancellation), StringComparison.Ordinal);
        MakeDue(site);
        var healed = await site.ReconcileAsync(0, Cancellation);

        Assert.Contains("endpoint 152", healed.Output + healed.Errors, StringComparison.Ordinal);
        Assert.Contains("xml/spa002584000002.xml", healed.Output + healed.Errors, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllTextAsync(profile, Cancellation));
        Assert.Equal(
            (password, first, endpoint),
            (await asterisk.RunCliAsync("pjsip show auth 152", Cancellation), await asterisk.RunCliAsync("pjsip show auth 151", Cancellation), await asterisk.RunCliAsync("pjsip show endpoint 152", Cancellation)));
        Assert.True(await IsHeldAsync(site));
        await AssertNothingToDoAsync(site);
    }

    private static async Task<bool> IsHeldAsync(PbxSite site) => (await site.StatusAsync(Cancellation)).RolloutState == "held";

    private static async Task<PbxSite> PublishedAsync(AsteriskRig asterisk, string channel)
    {
        var site = new PbxSite(asterisk, channel);
        await site.ReconcileAsync(0, Cancellation);
        await AssertNothingToDoAsync(site);
        return site;
    }

    /// <summary>Has Asterisk load other text from the published file, which is then as it was, down to its time.</summary>
    private static async Task LoadAsync(AsteriskRig asterisk, string file, Func<string, string> edit, string module)
    {
        var path = Path.Combine(asterisk.ReconcilerDirectory, "current", file);
        var (published, written) = (await File.ReadAllTextAsync(path, Cancellation), File.GetLastWriteTimeUtc(path));
        await File.WriteAllTextAsync(path, edit(published) + "; by hand\n", Cancellation);
        await asterisk.RunCliAsync($"module reload {module}", Cancellation);
        if (module == "chan_sip.so")
        {
            // It reads the file in the background.
            await Eventually.HoldsAsync("chan_sip has reloaded", Patience, async () => (await asterisk.RunCliAsync("sip show peers", Cancellation)).Contains("951", StringComparison.Ordinal), Cancellation);
        }

        await File.WriteAllTextAsync(path, published, Cancellation);
        File.SetLastWriteTimeUtc(path, written);
    }

    private static async Task AssertHealedAsync(PbxSite site, string subject)
    {
        MakeDue(site);
        var healed = await site.ReconcileAsync(0, Cancellation);
        Assert.Contains("Healed ", healed.Output, StringComparison.Ordinal);
        Assert.Contains(subject, healed.Output + healed.Errors, StringComparison.Ordinal);
        if (!subject.StartsWith("After", StringComparison.Ordinal))
        {
            Assert.Equal("True", (await site.StatusAsync(Cancellation))["Ready"].Status);
        }
    }

    private static async Task AssertNothingToDoAsync(PbxSite site)
    {
        MakeDue(site);
        var idle = await site.ReconcileAsync(0, Cancellation);
        Assert.True(idle.Output.Contains("Nothing to do", StringComparison.Ordinal), idle.Output + idle.Errors);
        Assert.True(File.Exists(Checked(site)), "The run did not check.");
    }

    /// <summary>The run that follows checks.</summary>
    private static void MakeDue(PbxSite site)
    {
        if (Directory.Exists(Path.GetDirectoryName(Checked(site))))
        {
            var lines = File.ReadAllLines(Checked(site));
            lines[0] = DateTime.UnixEpoch.ToString("O", CultureInfo.InvariantCulture);
            File.WriteAllLines(Checked(site), lines);
        }
    }

    private static string Checked(PbxSite site) => Path.Combine(site.State, "drift", "checked");

    private static async Task<string> LinesAsync(AsteriskRig asterisk) => await asterisk.RunCliAsync("dialplan show fxsgroup", Cancellation);
}
