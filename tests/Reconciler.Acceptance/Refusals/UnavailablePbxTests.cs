using Reconciler.Acceptance.Crashes;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Refusals;

/// <summary>
/// What no commit can mend, on a real Asterisk: the shipped program tells the faults apart, blames no commit, leaves what is served, and goes on by itself once
/// the fault is gone.
/// </summary>
public sealed class UnavailablePbxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Asterisk_Stopped_IsUnreachableUntilItIsStarted(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = new PbxSite(asterisk, channel);

        await CheckAsync(site, asterisk, channel, "Unreachable", () => asterisk.StopAsync(Cancellation), () => asterisk.StartAsync(Cancellation));
    }

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task AmiSecret_Wrong_IsRefusedUntilItIsCorrected(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = new PbxSite(asterisk, channel);

        var errors = await CheckAsync(
            site, asterisk, channel, "Refused", Now(() => site.WriteAmiSecret("wrong-secret")), Now(() => site.WriteAmiSecret(AsteriskRig.AmiSecret)));

        Assert.DoesNotContain("wrong-secret", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(22, "pjsip", "res_pjsip.so", "res_pjsip")]
    [InlineData(16, "sip", "chan_sip.so", "chan_sip")]
    [InlineData(22, "pjsip", "app_voicemail.so", "app_voicemail")]
    [InlineData(16, "sip", "app_voicemail.so", "app_voicemail")]
    public async Task Module_NotLoaded_IsMissingUntilItIsLoaded(int version, string channel, string file, string named)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = new PbxSite(asterisk, channel);
        var modules = asterisk.ReadFile("modules.conf");

        var errors = await CheckAsync(site, asterisk, channel, "Missing", () => RestartWithAsync(modules + $"noload = {file}\n"), () => RestartWithAsync(modules));

        Assert.Contains(named, errors, StringComparison.Ordinal);

        Task RestartWithAsync(string text)
        {
            asterisk.WriteFile("modules.conf", text);
            return asterisk.RestartAsync(Cancellation);
        }
    }

    [Theory]
    [InlineData(22, "pjsip", "extensions.conf", "#include \"not-there.conf\"")]
    [InlineData(16, "sip", "extensions.conf", "#include \"not-there.conf\"")]
    [InlineData(22, "pjsip", "pjsip.conf", "[broken")]
    [InlineData(16, "sip", "sip.conf", "[broken")]
    public async Task FileOfTheAdministrator_Broken_IsToldAsHisUntilMended(int version, string channel, string file, string text)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        using var site = new PbxSite(asterisk, channel);
        var good = asterisk.ReadFile(file);

        var errors = await CheckAsync(
            site, asterisk, channel, "AdministratorFiles", Now(() => asterisk.WriteFile(file, good + text + "\n")), Now(() => asterisk.WriteFile(file, good)));

        Assert.Contains("administrator's own files", errors, StringComparison.Ordinal);
    }

    /// <summary>A push during the fault, another that Asterisk has no part in, and a run after the mend. What the faulty run wrote is returned.</summary>
    private static async Task<string> CheckAsync(PbxSite site, AsteriskRig asterisk, string channel, string reason, Func<Task> breakIt, Func<Task> mendIt)
    {
        await site.ReconcileAsync(0, Cancellation);
        var first = site.Repository.Head;
        await breakIt();

        site.Repository.Commit("Label what Asterisk does not have", [.. PbxSite.Phone(1, "relabelled")]);
        // It is published, and the run says all the same that Asterisk is away; of his files nothing is asked before there is something for Asterisk.
        await site.ReconcileAsync(reason == "AdministratorFiles" ? 0 : 7, Cancellation);
        var relabelled = site.Repository.Head;
        Assert.NotEqual(first, relabelled);
        Assert.Equal(relabelled, (await site.StatusAsync(Cancellation)).Published);

        var served = ServedFiles.Read(site.Served);
        var generation = site.AsteriskGeneration;
        site.Repository.Commit("Add 153", [.. PbxSite.Phone(3, "three")]);
        var failed = await site.ReconcileAsync(7, Cancellation);
        await AssertLeftAsync(site, served, generation, relabelled, reason);
        await site.ReconcileAsync(7, Cancellation);
        await AssertLeftAsync(site, served, site.AsteriskGeneration, relabelled, reason);
        AssertOneSentence(failed);

        await mendIt();
        await site.ReconcileAsync(0, Cancellation);
        await AssertAppliedAsync(site, asterisk, channel);
        return failed.Errors;
    }

    private static async Task AssertLeftAsync(PbxSite site, ServedFiles served, string? generation, string published, string reason)
    {
        var status = await site.StatusAsync(Cancellation);
        Assert.Equal(("False", reason), status["Activated"]);
        Assert.Equal(("False", reason), status["Ready"]);
        Assert.Null(status.Quarantined);
        Assert.Equal(published, status.Published);
        Assert.Equal(generation, site.AsteriskGeneration);
        Assert.True(ServedFiles.Read(site.Served).IsSameAs(served), "The served root moved.");
    }

    private static void AssertOneSentence(ProcessResult failed)
    {
        Assert.DoesNotContain("   at ", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(AsteriskRig.AmiSecret, failed.Errors, StringComparison.Ordinal);
        Assert.Single(failed.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task AssertAppliedAsync(PbxSite site, AsteriskRig asterisk, string channel)
    {
        var status = await site.StatusAsync(Cancellation);
        Assert.Equal((site.Repository.Head, site.Repository.Head), (status.Published, status.Activated));
        Assert.Equal("True", status["Ready"].Status);
        Assert.Contains("xml/spa002584000003.xml", ServedFiles.Read(site.Served).Names);
        Assert.Contains("/153", await asterisk.RunCliAsync("dialplan show 153@fxsgroup", Cancellation), StringComparison.Ordinal);
        Assert.Matches("(?i)context +: fxsgroup", await asterisk.RunCliAsync(channel == "pjsip" ? "pjsip show endpoint 153" : "sip show peer 153", Cancellation));
        Assert.Contains("153", await asterisk.RunCliAsync("voicemail show users", Cancellation), StringComparison.Ordinal);
    }

    private static Func<Task> Now(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
