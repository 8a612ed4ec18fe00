using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>Asterisk's own word on which contexts are the administrator's, and on what a phone of a context that includes nothing can dial.</summary>
public sealed class ContextClashTests(Asterisk22Bench bench22, Asterisk16Bench bench16) : IClassFixture<Asterisk22Bench>, IClassFixture<Asterisk16Bench>
{
    private const string Current = "reconciler/current/extensions.conf";
    private const string Outbound = "9005551212";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22)]
    [InlineData(16)]
    public async Task Contexts_OfTheAdministrator_AreToldFromOurs(int version)
    {
        var bench = await BenchOf(version).ResetAsync();
        await using var control = bench.Control();
        Assert.Contains("outbound", await control.FindAdministratorsContextsAsync(Current, Cancellation));
        await bench.ActivateAsync(control, OfficeConfiguration.Small(SipChannel.Pjsip));
        Assert.DoesNotContain("fxsgroup", await control.FindAdministratorsContextsAsync(Current, Cancellation));

        bench.Rig.WriteFile("more.conf", "[fxsgroup]\nexten => _0.,1,NoOp(mine)\n");
        bench.InsertBeforeInclude("extensions.conf", "#include more.conf");

        Assert.Contains("fxsgroup", await control.FindAdministratorsContextsAsync(Current, Cancellation));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(16)]
    public async Task Lobby_ThatIncludesNothing_DialsNoOutboundNumber(int version)
    {
        var bench = await BenchOf(version).ResetAsync();
        await using var control = bench.Control();

        await bench.ActivateAsync(control, OfficeConfiguration.Small(SipChannel.Pjsip));

        Assert.Contains("Hangup", await bench.Rig.RunCliAsync($"dialplan show {Outbound}@fxsgroup", Cancellation), StringComparison.Ordinal);
        Assert.Contains("There is no existence of", await bench.Rig.RunCliAsync($"dialplan show {Outbound}@lobby", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(22)]
    [InlineData(16)]
    public async Task Context_OfOneName_IsJoined_SoThatTheClashMatters(int version)
    {
        var bench = await BenchOf(version).ResetAsync();
        await using var control = bench.Control();
        var office = OfficeConfiguration.Small(SipChannel.Pjsip);

        await bench.ActivateAsync(control, office with { Dialplan = [.. office.Dialplan, new DialplanContext("outbound", [], [new DialplanLine("155", 1, "Hangup", "")])] });

        var joined = await bench.Rig.RunCliAsync("dialplan show outbound", Cancellation);
        Assert.Contains("'155'", joined, StringComparison.Ordinal);
        Assert.Contains("'_9X.'", joined, StringComparison.Ordinal);
    }

    private PbxBench BenchOf(int version) => version == 22 ? bench22 : bench16;
}
