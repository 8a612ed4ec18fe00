using Reconciler.Acceptance.Offices;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance;

/// <summary>Calls between the phones of the example office, through a real Asterisk that runs what was published.</summary>
[Collection<OfficeAtWork>]
public sealed class CallTests(PjsipOffice office) : IAsyncLifetime
{
    // Each takes a second; a call that nobody answers would wait for ever.
    private const int HangGuard = 60_000;

    public async ValueTask InitializeAsync() => await office.OpenAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact(Timeout = HangGuard)]
    public async Task Extension_DialsAnother_RingsAndIsAnswered()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("101").Call("152", cancellationToken);
        var incoming = await office.LineOf("152").NextCallAsync(cancellationToken);
        await call.ReachesAsync(CallState.Ringing, cancellationToken);
        await incoming.AnswerAsync(cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await call.HangUpAsync(cancellationToken);
        await incoming.ReachesAsync(CallState.Ended, cancellationToken);

        Assert.Equal(("Workshop", "101"), (incoming.CallerName, incoming.CallerNumber));
    }

    [Fact(Timeout = HangGuard)]
    public async Task OnePhonesLines_CallEachOther()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("151").Call("152", cancellationToken);
        var incoming = await office.LineOf("152").NextCallAsync(cancellationToken);
        await incoming.AnswerAsync(cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await incoming.HangUpAsync(cancellationToken);
        await call.ReachesAsync(CallState.Ended, cancellationToken);

        Assert.Equal(("Fred", "151"), (incoming.CallerName, incoming.CallerNumber));
    }

    [Fact(Timeout = HangGuard)]
    public async Task RingGroup_RingsAll_AndTheFirstAnswerEndsTheOthers()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("101").Call("600", cancellationToken);
        var reception = await office.LineOf("153").NextCallAsync(cancellationToken);
        var others = await Task.WhenAll(LinesOf("151", "152").Select(line => line.NextCallAsync(cancellationToken)));

        await reception.AnswerAsync(cancellationToken);

        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await Task.WhenAll(others.Select(other => other.ReachesAsync(CallState.Ended, cancellationToken)));
        Assert.All(others, other => Assert.Equal(487, other.FinalStatus));
        await call.HangUpAsync(cancellationToken);
        await reception.ReachesAsync(CallState.Ended, cancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task InboundNumber_RingsSixExtensions()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.Trunk.Call("3615551212", cancellationToken);

        var ringing = await Task.WhenAll(LinesOf("101", "102", "152", "151", "200", "242").Select(line => line.NextCallAsync(cancellationToken)));

        await call.ReachesAsync(CallState.Ringing, cancellationToken);
        await ringing[0].AnswerAsync(cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await Task.WhenAll(ringing.Skip(1).Select(other => other.ReachesAsync(CallState.Ended, cancellationToken)));
        await call.HangUpAsync(cancellationToken);
        await ringing[0].ReachesAsync(CallState.Ended, cancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task ExtensionOnTwoPhones_RingsBoth()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var lines = office.LinesOf("151");
        Assert.Equal(2, lines.Count);
        var call = office.LineOf("102").Call("151", cancellationToken);
        var desk = await lines[0].NextCallAsync(cancellationToken);
        var home = await lines[1].NextCallAsync(cancellationToken);

        await home.AnswerAsync(cancellationToken);

        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await desk.ReachesAsync(CallState.Ended, cancellationToken);
        await home.HangUpAsync(cancellationToken);
        await call.ReachesAsync(CallState.Ended, cancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task VoicemailCode_IsAnsweredByAsterisk()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("151").Call("*97", cancellationToken);

        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await call.HangUpAsync(cancellationToken);
    }

    [Theory(Timeout = HangGuard)]
    [InlineData("151")]
    [InlineData("101")]
    public async Task EmergencyNumber_ReachesTheAdministratorsOutboundContext(string extension)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf(extension).Call("911", cancellationToken);

        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await call.HangUpAsync(cancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task UnknownNumber_IsRefused()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("101").Call("888", cancellationToken);
        await call.ReachesAsync(CallState.Ended, cancellationToken);

        Assert.Equal(404, call.FinalStatus);
    }

    [Fact(Timeout = HangGuard)]
    public async Task BusyLampField_FollowsTheExtension()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var lamp = await office.LineOf("153").SubscribeAsync("200", TimeSpan.FromMinutes(5), cancellationToken);
        Assert.Equal(200, lamp.Status);
        await lamp.ShowsAsync(LampState.Idle, cancellationToken);

        var call = office.LineOf("102").Call("200", cancellationToken);
        var incoming = await office.LineOf("200").NextCallAsync(cancellationToken);
        await lamp.ShowsAsync(LampState.Ringing, cancellationToken);
        await incoming.AnswerAsync(cancellationToken);
        await lamp.ShowsAsync(LampState.InUse, cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await call.HangUpAsync(cancellationToken);

        await lamp.ShowsAsync(LampState.Idle, cancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task DirectedPickup_TakesTheCallThatRingsElsewhere()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("101").Call("242", cancellationToken);
        var ringing = await office.LineOf("242").NextCallAsync(cancellationToken);
        var code = office.Setting("002584d8d147", "Attendant_Console_Call_Pickup_Code").Replace("#", string.Empty, StringComparison.Ordinal);

        var pickup = office.LineOf("153").Call($"{code}242", cancellationToken);

        await pickup.ReachesAsync(CallState.Answered, cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await ringing.ReachesAsync(CallState.Ended, cancellationToken);
        await pickup.HangUpAsync(cancellationToken);
        await call.ReachesAsync(CallState.Ended, cancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task GroupPickup_TakesTheCallOfTheGroup()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("101").Call("152", cancellationToken);
        var ringing = await office.LineOf("152").NextCallAsync(cancellationToken);

        var pickup = office.LineOf("151").Call("*8", cancellationToken);

        await pickup.ReachesAsync(CallState.Answered, cancellationToken);
        await call.ReachesAsync(CallState.Answered, cancellationToken);
        await ringing.ReachesAsync(CallState.Ended, cancellationToken);
        await pickup.HangUpAsync(cancellationToken);
        await call.ReachesAsync(CallState.Ended, cancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task CallerWhoGivesUp_EndsTheRinging()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var call = office.LineOf("101").Call("153", cancellationToken);
        var ringing = await office.LineOf("153").NextCallAsync(cancellationToken);

        await call.HangUpAsync(cancellationToken);

        await ringing.ReachesAsync(CallState.Ended, cancellationToken);
        Assert.Equal((487, 487), (call.FinalStatus, ringing.FinalStatus));
    }

    private IEnumerable<SipLine> LinesOf(params IEnumerable<string> extensions) => extensions.SelectMany(office.LinesOf);
}
