using Reconciler.Acceptance.Crashes;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Refusals;

/// <summary>A push that a real Asterisk does not take, though its Reload says Success: what the shipped program makes of it.</summary>
public sealed class RefusedPushTests
{
    private const string EarlierLine = "[fxsgroup]\nexten => 153,1,NoOp(mine)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip", "extensions.conf", EarlierLine, "extension 153@fxsgroup priority 1")]
    [InlineData(16, "sip", "extensions.conf", EarlierLine, "extension 153@fxsgroup priority 1")]
    [InlineData(22, "pjsip", "pjsip.conf", "[153]\ntype = aor\nmax_contacts = 5", "aor 153")]
    [InlineData(16, "sip", "sip.conf", "[153]\ntype = friend\nhost = dynamic\ncontext = lobby", "peer 153")]
    [InlineData(16, "pjsip", "pjsip.conf", "[153]\ntype = endpoint\ncontext = lobby", "endpoint 153")]
    public async Task Object_DefinedByTheAdministrator_IsNamedRolledBackAndQuarantinedUntilRetried(int version, string channel, string file, string text, string subject)
    {
        await using var asterisk = await StartAsync(version);
        using var site = new PbxSite(asterisk, channel);
        await site.ReconcileAsync(0, Cancellation);
        var first = site.Repository.Head;
        var served = ServedFiles.Read(site.Served);
        var administrators = asterisk.ReadFile(file);
        asterisk.WriteFile(file, Conflicting(administrators, text, channel, file));
        site.Repository.Commit("Add 153", [.. PbxSite.Phone(3, "three")]);

        var refused = await site.ReconcileAsync(7, Cancellation);
        await AssertRefusedAsync(site, asterisk, channel, first, served, subject);
        Assert.Contains(subject, refused.Errors, StringComparison.Ordinal);
        await AssertNotTriedAgainAsync(site, asterisk);

        asterisk.WriteFile(file, administrators);
        await site.ReconcileAsync(7, Cancellation);
        Assert.Equal(0, (await site.RunAsync("retry", Cancellation)).ExitCode);
        await site.ReconcileAsync(0, Cancellation);
        await AssertTakenAsync(site, asterisk, channel);
    }

    [Theory]
    [InlineData(22)]
    [InlineData(16)]
    public async Task Option_UnknownToAsterisk_KeepsTheOldEndpointAndIsQuarantined(int version)
    {
        await using var asterisk = await StartAsync(version);
        using var site = new PbxSite(asterisk, "pjsip");
        await site.ReconcileAsync(0, Cancellation);
        var first = site.Repository.Head;
        var served = ServedFiles.Read(site.Served);
        var administrators = asterisk.ReadFile("pjsip.conf");
        asterisk.WriteFile("pjsip.conf", administrators + "[152](+)\nno_such_option = yes\n");

        site.Repository.Commit("Rename 152, add 153", [.. PbxSite.Phone(2, "two", "Renamed"), .. PbxSite.Phone(3, "three")]);
        await site.ReconcileAsync(7, Cancellation);
        await AssertRefusedAsync(site, asterisk, "pjsip", first, served, "endpoint 152");
        await AssertNotTriedAgainAsync(site, asterisk);

        asterisk.WriteFile("pjsip.conf", administrators);
        Assert.Equal(0, (await site.RunAsync("retry", Cancellation)).ExitCode);
        await site.ReconcileAsync(0, Cancellation);
        await AssertTakenAsync(site, asterisk, "pjsip");
    }

    // Verbose lines tell of each login to the AMI.
    private static async Task<AsteriskRig> StartAsync(int version)
    {
        var asterisk = AsteriskRig.Prepare(new AsteriskRigOptions { Version = version });
        asterisk.WriteFile("logger.conf", "[general]\n[logfiles]\nfull => notice,warning,error,verbose(5)\n");
        await asterisk.StartAsync(Cancellation);
        return asterisk;
    }

    // The dialplan's first definition wins, and so does the first of pjsip; chan_sip takes the last.
    private static string Conflicting(string administrators, string text, string channel, string file) => channel == "sip" && file == "sip.conf"
        ? administrators + text + "\n"
        : administrators.Replace("#tryinclude", text + "\n#tryinclude", StringComparison.Ordinal);

    private static async Task AssertRefusedAsync(PbxSite site, AsteriskRig asterisk, string channel, string published, ServedFiles served, string subject)
    {
        Assert.True(ServedFiles.Read(site.Served).IsSameAs(served), "The served root moved.");
        var status = await site.StatusAsync(Cancellation);
        Assert.Equal((published, published), (status.Published, status.Activated));
        Assert.Equal(("False", "Refused"), status["Activated"]);
        Assert.Equal(("False", "Refused"), status["Ready"]);
        Assert.Contains(subject, status.Quarantined, StringComparison.Ordinal);
        Assert.Contains(subject, status.MessageOf("Activated"), StringComparison.Ordinal);
        Assert.DoesNotContain(DialOf(channel, 153), await asterisk.RunCliAsync("dialplan show fxsgroup", Cancellation), StringComparison.Ordinal);
        await AssertHasAsync(asterisk, channel, 152);
    }

    private static async Task AssertNotTriedAgainAsync(PbxSite site, AsteriskRig asterisk)
    {
        var runs = (await site.StatusAsync(Cancellation)).Runs;
        var (generation, log) = (site.AsteriskGeneration, asterisk.Log);

        await site.ReconcileAsync(7, Cancellation);
        var status = await site.StatusAsync(Cancellation);

        Assert.Equal(("False", "Quarantined"), status["Activated"]);
        Assert.Equal(generation, site.AsteriskGeneration);
        await asterisk.RunCliAsync("core show version", Cancellation);
        // A run asks which Asterisk answers and looks at the phones whatever became of the commit, each by a login of its own; to try the commit again takes another.
        Assert.Equal(2, asterisk.Log[log.Length..].Split('\n').Count(line => line.Contains("logged on", StringComparison.Ordinal)));
        await site.ReconcileAsync(7, Cancellation);
        Assert.InRange((await site.StatusAsync(Cancellation)).Runs, runs, runs + 1);
    }

    private static async Task AssertTakenAsync(PbxSite site, AsteriskRig asterisk, string channel)
    {
        var status = await site.StatusAsync(Cancellation);
        Assert.Equal((site.Repository.Head, site.Repository.Head), (status.Published, status.Activated));
        Assert.Null(status.Quarantined);
        Assert.Equal("True", status["Ready"].Status);
        Assert.Contains("xml/spa002584000003.xml", ServedFiles.Read(site.Served).Names);
        await AssertHasAsync(asterisk, channel, 153);
    }

    private static async Task AssertHasAsync(AsteriskRig asterisk, string channel, int number)
    {
        Assert.Contains(DialOf(channel, number), await asterisk.RunCliAsync("dialplan show fxsgroup", Cancellation), StringComparison.Ordinal);
        var device = await asterisk.RunCliAsync(channel == "pjsip" ? $"pjsip show endpoint {number}" : $"sip show peer {number}", Cancellation);
        Assert.Matches("(?i)context +: fxsgroup", device);
    }

    private static string DialOf(string channel, int number) => $"Dial({(channel == "pjsip" ? "PJSIP" : "SIP")}/{number}";
}
