using Reconciler.Acceptance.Offices;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance;

/// <summary>
/// The ways by which a phone in a context without an outbound one, or a caller from outside, could make a call that costs money, each tried by real calls through
/// Asterisk: none gets there.
/// </summary>
public abstract class OutboundCallTests(RingingOffice office) : IAsyncLifetime
{
    private const int HangGuard = 60_000;
    private const string Lobby = "154";
    private const string Granted = "151";

    public async ValueTask InitializeAsync() => await office.OpenAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Without it none of the others could fail.</summary>
    [Fact(Timeout = HangGuard)]
    public async Task PhoneThatIsGrantedIt_GetsThere()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var before = await office.CountPremiumAsync(cancellationToken);

        var call = office.LineOf(Granted).Call(RingingOffice.Premium, cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await call.HangUpAsync(cancellationToken);

        Assert.Equal(before + 1, await office.CountPremiumAsync(cancellationToken));
    }

    [Theory(Timeout = HangGuard)]
    [InlineData(RingingOffice.Premium)]
    [InlineData("**" + RingingOffice.Premium)]
    [InlineData("*97" + RingingOffice.Premium)]
    public Task Lobby_Dials_DoesNot(string number) => NobodyGetsThereAsync(async cancellationToken =>
    {
        var call = office.LineOf(Lobby).Call(number, cancellationToken);
        await call.ReachesAsync(CallState.Ended, cancellationToken);
        Assert.True(call.FinalStatus >= 400, $"{call.FinalStatus}");
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = HangGuard)]
    public Task Lobby_TransfersWhoItCalled_DoesNot() => NobodyGetsThereAsync(async cancellationToken =>
    {
        var (call, called) = await ConnectAsync(office.LineOf(Lobby), "152", cancellationToken);

        Assert.InRange(await call.TransferAsync(RingingOffice.Premium, cancellationToken), 400, 699);
        await EndAsync(call, called, cancellationToken);
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = HangGuard)]
    public Task Lobby_TransfersWhoCalledIt_DoesNot() => NobodyGetsThereAsync(async cancellationToken =>
    {
        var (call, called) = await ConnectAsync(office.LineOf("152"), Lobby, cancellationToken);

        Assert.InRange(await called.TransferAsync(RingingOffice.Premium, cancellationToken), 400, 699);
        await EndAsync(call, called, cancellationToken);
    }, TestContext.Current.CancellationToken);

    /// <summary>The second call, which a transfer after asking connects with, never came about; the number stays that of the transfer.</summary>
    [Fact(Timeout = HangGuard)]
    public Task Lobby_TransfersWhoItCalledAfterAsking_DoesNot() => NobodyGetsThereAsync(async cancellationToken =>
    {
        var (call, called) = await ConnectAsync(office.LineOf(Lobby), "152", cancellationToken);
        var asked = office.LineOf(Lobby).Call(RingingOffice.Premium, cancellationToken);
        await asked.ReachesAsync(CallState.Ended, cancellationToken);

        Assert.InRange(await call.TransferAsync(RingingOffice.Premium, asked, cancellationToken), 400, 699);
        await EndAsync(call, called, cancellationToken);
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = HangGuard)]
    public Task CallerFromOutside_TransfersWhoAnswered_DoesNot() => NobodyGetsThereAsync(async cancellationToken =>
    {
        var call = office.Trunk.Call("3615551212", cancellationToken);
        string[] rung = ["152", "101", "102", "151", "200", "242"];
        var ringing = await Task.WhenAll(rung.SelectMany(office.LinesOf).Select(line => line.NextCallAsync(cancellationToken)));
        await ringing[0].AnswerAsync(cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);

        Assert.InRange(await call.TransferAsync(RingingOffice.Premium, cancellationToken), 400, 699);
        await EndAsync(call, ringing[0], cancellationToken);
    }, TestContext.Current.CancellationToken);

    [Theory(Timeout = HangGuard)]
    [InlineData("152")]
    [InlineData("101")]
    public Task Lobby_ForwardsItsCalls_DoesNot(string caller) => NobodyGetsThereAsync(async cancellationToken =>
    {
        var call = office.LineOf(caller).Call(Lobby, cancellationToken);
        var called = await office.LineOf(Lobby).NextCallAsync(cancellationToken);
        await called.ForwardAsync(RingingOffice.Premium, cancellationToken);

        // Without a mailbox the call ends; with one it is answered there.
        await Task.WhenAny(call.ReachesAsync(CallState.Answered, cancellationToken), call.ReachesAsync(CallState.Ended, cancellationToken));
        await call.HangUpAsync(cancellationToken);
    }, TestContext.Current.CancellationToken);

    /// <summary>0 and * leave the mailbox where it has exits, with the digits that follow.</summary>
    [Theory(Timeout = HangGuard)]
    [InlineData("0")]
    [InlineData("*")]
    public Task Mailbox_IsLeftByAKey_DoesNot(string key) => NobodyGetsThereAsync(async cancellationToken =>
    {
        var originating = office.ConsoleAsync($"channel originate Local/151@lobby application SendDTMF {key}wwww{RingingOffice.Premium}#", cancellationToken);
        foreach (var called in await Task.WhenAll(office.LinesOf("151").Select(line => line.NextCallAsync(cancellationToken))))
        {
            await called.RejectAsync(486, "Busy Here", cancellationToken);
        }

        await originating;
        Assert.DoesNotContain("outbound", await office.ConsoleAsync("core show channels concise", cancellationToken), StringComparison.Ordinal);
    }, TestContext.Current.CancellationToken);

    private async Task NobodyGetsThereAsync(Func<CancellationToken, Task> trying, CancellationToken cancellationToken)
    {
        var before = await office.CountPremiumAsync(cancellationToken);

        await trying(cancellationToken);

        Assert.Equal(before, await office.CountPremiumAsync(cancellationToken));
    }

    private async Task<(SipCall Call, SipCall Called)> ConnectAsync(SipLine caller, string number, CancellationToken cancellationToken)
    {
        var call = caller.Call(number, cancellationToken);
        var called = await office.LineOf(number).NextCallAsync(cancellationToken);
        await called.AnswerAsync(cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        return (call, called);
    }

    private static async Task EndAsync(SipCall call, SipCall called, CancellationToken cancellationToken)
    {
        await call.HangUpAsync(cancellationToken);
        await called.ReachesAsync(CallState.Ended, cancellationToken);
    }
}
