using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;
using Reconciler.Host.Ami;
using Reconciler.Host.Pbx;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>What is not the commit's fault, told apart on a real Asterisk, with the mend in the message.</summary>
public sealed class UnavailableAsteriskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asterisk_Stopped_IsUnreachable_AndReachedAgainAfterItsRestart()
    {
        await using var rig = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var control = Control(rig.Ami);
        Assert.StartsWith("22.", (await control.ProbeAsync(Cancellation)).Version, StringComparison.Ordinal);

        await rig.StopAsync(Cancellation);
        var failure = await UnavailableAsync(() => control.ReloadAsync([AsteriskModule.Dialplan], Cancellation));

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
        await rig.StartAsync(Cancellation);
        Assert.Empty(await control.ReloadAsync([AsteriskModule.Dialplan], Cancellation));
    }

    [Fact]
    public async Task Asterisk_KilledWhileReadBack_IsUnreachable()
    {
        await using var rig = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var control = Control(rig.Ami);
        await control.ProbeAsync(Cancellation);
        var reading = control.ReadBackAsync(OfficeConfiguration.Small(SipChannel.Pjsip), previous: null, Cancellation);

        await rig.KillAsync();

        Assert.Equal(PbxUnavailableReason.Unreachable, (await UnavailableAsync(() => reading)).Reason);
    }

    [Fact]
    public async Task Asterisk_WhoseModulesStillLoad_IsStarting()
    {
        await using var rig = AsteriskRig.Prepare(new AsteriskRigOptions());
        // Reading the dialplan waits for as long as the test does.
        var gate = Path.Combine(rig.EtcDirectory, "gate");
        rig.WriteFile("wait.sh", "for ((i = 0; i < 600; i++)); do [[ -e ${0%/*}/gate ]] && break; sleep 0.1; done\n");
        var inner = rig.ReadFile("asterisk.conf").Split("astetcdir => ")[1].Split('\n')[0];
        rig.WriteFile("extensions.conf", rig.ReadFile("extensions.conf") + $"#exec \"/bin/bash {inner}/wait.sh\"\n");
        rig.Launch();

        var failure = await FirstAnswerAsync(rig);
        await File.WriteAllTextAsync(gate, "", Cancellation);
        await rig.WaitUntilBootedAsync(Cancellation);

        Assert.Equal(PbxUnavailableReason.Starting, failure.Reason);
        await using var control = Control(rig.Ami);
        Assert.Empty(await control.ReloadAsync([AsteriskModule.Dialplan], Cancellation));
    }

    [Fact]
    public async Task Login_Refused_ToldApartFromMissingRights()
    {
        await using var rig = AsteriskRig.Prepare(new AsteriskRigOptions());
        rig.WriteFile("manager.conf", rig.ReadFile("manager.conf") + $"""
            [narrow]
            secret = {AsteriskRig.AmiSecret}
            read = system
            write = system,config

            """);
        await rig.StartAsync(Cancellation);
        await using var wrong = Control(rig.Ami with { Secret = new SecretLiteral("wrong-" + OfficeConfiguration.Canary) });
        await using var narrow = Control(rig.Ami with { Username = "narrow" });
        var mailbox = OfficeConfiguration.With(SipChannel.Pjsip, new OfficeExtension(151) { HasMailbox = true });

        var refused = await UnavailableAsync(() => wrong.ProbeAsync(Cancellation));
        var lacking = await UnavailableAsync(() => narrow.ReadBackAsync(mailbox, previous: null, Cancellation));

        Assert.Equal(PbxUnavailableReason.Refused, refused.Reason);
        Assert.DoesNotContain(OfficeConfiguration.Canary, refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(PbxUnavailableReason.Refused, lacking.Reason);
        Assert.Contains("add \"reporting\"", lacking.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modules_Missing_AreNamedBeforeTheSwitch()
    {
        var options = new AsteriskRigOptions { NoLoad = ["app_voicemail.so"], NotifyFile = false };
        await using var rig = await AsteriskRig.StartAsync(options, Cancellation);
        rig.WriteFile("reconciler/gens/1-a/voicemail.conf", "[default]\n151 => 1,Fred\n");
        rig.WriteFile("reconciler/gens/1-a/pjsip.conf", "[151]\ntype = aor\n");
        rig.WriteFile("reconciler/gens/1-a/sip.conf", "[151]\ntype = friend\n");
        rig.WriteFile("reconciler/gens/2-a/voicemail.conf", "; nobody has a mailbox\n");
        await using var control = Control(rig.Ami);
        await using var another = Control(rig.Ami);

        var voicemail = await UnavailableAsync(() => control.CheckSyntaxAsync(["reconciler/gens/1-a/voicemail.conf"], Cancellation));
        var notify = await UnavailableAsync(() => control.CheckSyntaxAsync(["reconciler/gens/1-a/pjsip.conf"], Cancellation));
        var chanSip = await UnavailableAsync(() => control.CheckSyntaxAsync(["reconciler/gens/1-a/sip.conf"], Cancellation));
        var reload = await UnavailableAsync(() => another.ReloadAsync([AsteriskModule.Voicemail], Cancellation));

        Assert.All([voicemail, notify, chanSip, reload], f => Assert.Equal(PbxUnavailableReason.Missing, f.Reason));
        Assert.Contains("app_voicemail", voicemail.Message, StringComparison.Ordinal);
        Assert.Contains("empty pjsip_notify.conf", notify.Message, StringComparison.Ordinal);
        Assert.Contains("asterisk.channel to pjsip", chanSip.Message, StringComparison.Ordinal);
        Assert.Empty(await control.CheckSyntaxAsync(["reconciler/gens/2-a/voicemail.conf"], Cancellation));
        Assert.Empty(await control.ReloadAsync([AsteriskModule.Voicemail, AsteriskModule.ChanSip], Cancellation));
        Assert.Empty(await control.ReadBackAsync(OfficeConfiguration.Empty(SipChannel.Pjsip), OfficeConfiguration.Small(SipChannel.Sip), Cancellation));
        await using var withoutNotify = Control(rig.Ami with { NeedsNotify = false });
        Assert.Empty(await withoutNotify.CheckSyntaxAsync(["reconciler/gens/1-a/pjsip.conf"], Cancellation));
    }

    [Fact]
    public async Task Voicemail_TakenOverByItsVariant_NamesTheVariant_AndTheLineThatMendsIt()
    {
        await using var rig = AsteriskRig.Prepare(new AsteriskRigOptions());
        var modules = rig.ReadFile("modules.conf");
        rig.WriteFile("modules.conf", modules.Replace("noload = app_voicemail_odbc.so\n", "", StringComparison.Ordinal));
        await rig.StartAsync(Cancellation);
        rig.WriteFile("reconciler/gens/1-a/voicemail.conf", "[default]\n151 => 1,Fred\n");
        await using var control = Control(rig.Ami);

        var failure = await UnavailableAsync(() => control.CheckSyntaxAsync(["reconciler/gens/1-a/voicemail.conf"], Cancellation));
        rig.WriteFile("modules.conf", modules);
        await rig.RestartAsync(Cancellation);

        Assert.Equal(PbxUnavailableReason.Missing, failure.Reason);
        Assert.Contains("app_voicemail_odbc has registered over app_voicemail", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"noload => app_voicemail_odbc.so\"", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not loaded", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await control.CheckSyntaxAsync(["reconciler/gens/1-a/voicemail.conf"], Cancellation));
    }

    [Fact]
    public async Task StagedFile_OutsideAsterisksDirectory_SaysHowTheTwoBelongTogether()
    {
        await using var rig = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var control = Control(rig.Ami);

        var failure = await UnavailableAsync(() => control.CheckSyntaxAsync(["elsewhere/gens/1-a/pjsip.conf"], Cancellation));

        Assert.Equal(PbxUnavailableReason.AdministratorFiles, failure.Reason);
        Assert.Contains("asterisk.directory", failure.Message, StringComparison.Ordinal);
    }

    private static AmiPbxControl Control(AmiEndpoint settings) => new(settings, TimeProvider.System, NullLogger<AmiPbxControl>.Instance);

    private static Task<PbxUnavailableException> UnavailableAsync(Func<Task> act) => Assert.ThrowsAsync<PbxUnavailableException>(act);

    // Until its AMI listens it is unreachable.
    private static async Task<PbxUnavailableException> FirstAnswerAsync(AsteriskRig rig)
    {
        PbxUnavailableException? failure = null;
        await Testing.Eventually.HoldsAsync("its AMI answers", TimeSpan.FromSeconds(30), async () =>
        {
            await using var control = Control(rig.Ami);
            failure = await UnavailableAsync(() => control.ProbeAsync(Cancellation));
            return failure.Reason != PbxUnavailableReason.Unreachable;
        }, Cancellation);
        return failure!;
    }
}
