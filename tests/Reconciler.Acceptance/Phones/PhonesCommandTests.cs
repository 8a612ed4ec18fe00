using NJsonSchema;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Phones;

/// <summary><c>phones</c>, <c>resync</c> and <c>reboot</c>, as a person at the PBX host uses them.</summary>
public sealed class PhonesCommandTests
{
    private const string First = "00:25:84:00:00:01";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Phones_SharingAnExtension_AreToldApartAndShown()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(
            asterisk,
            "pjsip",
            "{ resync: none }",
            [.. PhoneOffice.Desk(1, more: "firmware: 7.6.2\n"), ("phones/2.yaml", $"mac: \"{PhoneOffice.MacOf(2)}\"\nmodel: SPA525G\nkeys: [151]\n"), .. PhoneOffice.Desk(3)]);
        office.PutFirmware("spa50x-30x-7-6-2.bin");
        await office.StartAgentAsync(Cancellation);
        await office.PlugInAsync(1, Cancellation);
        await office.PlugInAsync(2, Cancellation, "SPA525G");
        await office.ConvergedAsync(1, Cancellation);
        await office.ConvergedAsync(2, Cancellation);

        var text = await office.RunAsync(Cancellation, "phones");
        var json = await office.RunAsync(Cancellation, "phones", "--format", "json");
        var one = await office.RunAsync(Cancellation, "phones", PhoneOffice.MacOf(2));

        var lines = text.Output.TrimEnd().Split('\n');
        Assert.Matches($"^{First} +SPA504G +151 +127[.]77[.][0-9]+[.]1 +converged +[0-9]+[smhd]$", lines[1]);
        Assert.Equal("    firmware 7.6.2 (runs 7.6.1)", lines[2]);
        Assert.Matches("^00:25:84:00:00:02 +SPA525G +151 +127[.]77[.][0-9]+[.]2 +converged +[0-9]+[smhd]$", lines[3]);
        Assert.Matches("^00:25:84:00:00:03 .* unreachable ", lines[4]);
        Assert.Equal("    it has not registered yet", lines[5]);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Equal("3 phones: 2 converged, 1 unreachable", lines[^1]);
        Assert.Contains("00:25:84:00:00:02", one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(First, one.Output, StringComparison.Ordinal);
        var schema = await JsonSchema.FromFileAsync(Checkout.PathOf("schema", "phones.schema.json"), Cancellation);
        Assert.Empty(schema.Validate(json.Output).Select(error => $"{error.Path}: {error.Kind}"));
        Assert.Empty(schema.Validate((await office.ReadAsync(Cancellation)).GetRawText()).Select(error => $"{error.Path}: {error.Kind}"));
        await RefusesAsync(office, "phones.resync is none", "resync", First);
    }

    [Theory]
    [InlineData(22, "pjsip", "notify")]
    [InlineData(16, "sip", "notify")]
    [InlineData(22, "pjsip", "http")]
    public async Task Resync_AndReboot_ByHand_ReachThatPhone(int version, string channel, string resync)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = new PhoneOffice(asterisk, channel, $"{{ resync: {resync} }}", [.. PhoneOffice.Desk(1), .. PhoneOffice.Desk(2)]);
        await office.StartAgentAsync(Cancellation);
        var living = await office.PlugInAsync(1, Cancellation);
        var other = await office.PlugInAsync(2, Cancellation);
        await office.ConvergedAsync(1, Cancellation);

        var told = await office.RunAsync(Cancellation, "resync", First);
        await Eventually.HoldsAsync("it fetched", TimeSpan.FromSeconds(30), () => Task.FromResult(living.Resyncs == 1), Cancellation);
        var restarted = await office.RunAsync(Cancellation, "reboot", First);
        await Eventually.HoldsAsync("it restarted", TimeSpan.FromSeconds(30), () => Task.FromResult(living.Phone.Trace.ToList().Contains("reboot 7.6.1")), Cancellation);

        Assert.Equal((0, 0), (told.ExitCode, restarted.ExitCode));
        Assert.Contains($"{First}: told to fetch its profile, {(resync == "http" ? "by its web server" : "by a NOTIFY to extension 151")}", told.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (other.Phone.Notified, other.WebRequests.Count));
        await RefusesAsync(office, "no published phone has this MAC address", "resync", "00:25:84:00:00:99");
        await RefusesAsync(office, "no published phone has this MAC address, extension or name", "reboot", "fred");
    }

    [Fact]
    public async Task Watch_WithoutATerminal_SaysWhenTheCountsChangeAndEndsWhenAllHaveSettled()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: none }", [.. PhoneOffice.Desk(1)]);
        await office.StartAgentAsync(Cancellation);
        var living = await office.PlugInAsync(1, Cancellation);
        var before = await office.ConvergedAsync(1, Cancellation);
        office.Repository.Commit("Rename", PhoneOffice.Desk(1, "Renamed"));
        office.Hurry();
        await office.AwaitAsync(1, p => p.GetProperty("tag").GetProperty("desired").GetString() != before, "it is published", Cancellation);

        await using var watching = office.Start("phones", "--watch");
        await watching.WaitForOutputAsync("1 phone: 1 pending", Cancellation);
        await living.Phone.ResyncNowAsync(Cancellation);

        Assert.Equal(0, await watching.WaitForExitAsync(Cancellation));
        Assert.Contains("1 phone: 1 converged", watching.Output, StringComparison.Ordinal);
    }

    private static async Task RefusesAsync(PhoneOffice office, string why, params string[] arguments)
    {
        var result = await office.RunAsync(Cancellation, arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(why, result.Errors, StringComparison.Ordinal);
    }
}
