using Reconciler.Acceptance.Offices;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance;

/// <summary>Calls between the phones of the example office, through a real Asterisk that runs what was published.</summary>
public sealed class CallTests(RingingOffice office) : IClassFixture<RingingOffice>
{
    // Each takes a second; a call that nobody answers would wait for ever.
    private const int HangGuard = 60_000;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact(Timeout = HangGuard)]
    public async Task Extension_DialsAnother_RingsAndIsAnswered()
    {
        var call = office.LineOf("101").Call("152", CancellationToken);
        var incoming = await office.LineOf("152").NextCallAsync(CancellationToken);
        await call.ReachesAsync(CallState.Ringing, CancellationToken);
        await incoming.AnswerAsync(CancellationToken);
        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await call.HangUpAsync(CancellationToken);
        await incoming.ReachesAsync(CallState.Ended, CancellationToken);

        Assert.Equal(("Workshop", "101"), (incoming.CallerName, incoming.CallerNumber));
    }

    [Fact(Timeout = HangGuard)]
    public async Task OnePhonesLines_CallEachOther()
    {
        var call = office.LineOf("151").Call("152", CancellationToken);
        var incoming = await office.LineOf("152").NextCallAsync(CancellationToken);
        await incoming.AnswerAsync(CancellationToken);
        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await incoming.HangUpAsync(CancellationToken);
        await call.ReachesAsync(CallState.Ended, CancellationToken);

        Assert.Equal(("Fred", "151"), (incoming.CallerName, incoming.CallerNumber));
    }

    [Fact(Timeout = HangGuard)]
    public async Task RingGroup_RingsAll_AndTheFirstAnswerEndsTheOthers()
    {
        var call = office.LineOf("101").Call("600", CancellationToken);
        var reception = await office.LineOf("153").NextCallAsync(CancellationToken);
        var others = await Task.WhenAll(LinesOf("151", "152").Select(line => line.NextCallAsync(CancellationToken)));

        await reception.AnswerAsync(CancellationToken);

        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await Task.WhenAll(others.Select(other => other.ReachesAsync(CallState.Ended, CancellationToken)));
        Assert.All(others, other => Assert.Equal(487, other.FinalStatus));
        await call.HangUpAsync(CancellationToken);
        await reception.ReachesAsync(CallState.Ended, CancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task InboundNumber_RingsSixExtensions()
    {
        var call = office.Trunk.Call("3615551212", CancellationToken);

        var ringing = await Task.WhenAll(LinesOf("101", "102", "152", "151", "200", "242").Select(line => line.NextCallAsync(CancellationToken)));

        await call.ReachesAsync(CallState.Ringing, CancellationToken);
        await ringing[0].AnswerAsync(CancellationToken);
        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await Task.WhenAll(ringing.Skip(1).Select(other => other.ReachesAsync(CallState.Ended, CancellationToken)));
        await call.HangUpAsync(CancellationToken);
        await ringing[0].ReachesAsync(CallState.Ended, CancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task ExtensionOnTwoPhones_RingsBoth()
    {
        var lines = office.LinesOf("151");
        Assert.Equal(2, lines.Count);
        var call = office.LineOf("102").Call("151", CancellationToken);
        var desk = await lines[0].NextCallAsync(CancellationToken);
        var home = await lines[1].NextCallAsync(CancellationToken);

        await home.AnswerAsync(CancellationToken);

        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await desk.ReachesAsync(CallState.Ended, CancellationToken);
        await home.HangUpAsync(CancellationToken);
        await call.ReachesAsync(CallState.Ended, CancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task VoicemailCode_IsAnsweredByAsterisk()
    {
        var call = office.LineOf("151").Call("*97", CancellationToken);

        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await call.HangUpAsync(CancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task UnknownNumber_IsRefused()
    {
        var call = office.LineOf("101").Call("888", CancellationToken);
        await call.ReachesAsync(CallState.Ended, CancellationToken);

        Assert.Equal(404, call.FinalStatus);
    }

    [Fact(Timeout = HangGuard)]
    public async Task BusyLampField_FollowsTheExtension()
    {
        var lamp = await office.LineOf("153").SubscribeAsync("200", TimeSpan.FromMinutes(5), CancellationToken);
        Assert.Equal(200, lamp.Status);
        await lamp.ShowsAsync(LampState.Idle, CancellationToken);

        var call = office.LineOf("102").Call("200", CancellationToken);
        var incoming = await office.LineOf("200").NextCallAsync(CancellationToken);
        await lamp.ShowsAsync(LampState.Ringing, CancellationToken);
        await incoming.AnswerAsync(CancellationToken);
        await lamp.ShowsAsync(LampState.InUse, CancellationToken);
        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await call.HangUpAsync(CancellationToken);

        await lamp.ShowsAsync(LampState.Idle, CancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task DirectedPickup_TakesTheCallThatRingsElsewhere()
    {
        var call = office.LineOf("101").Call("242", CancellationToken);
        var ringing = await office.LineOf("242").NextCallAsync(CancellationToken);
        var code = office.Setting("002584d8d147", "Attendant_Console_Call_Pickup_Code").Replace("#", string.Empty, StringComparison.Ordinal);

        var pickup = office.LineOf("153").Call($"{code}242", CancellationToken);

        await pickup.ReachesAsync(CallState.Answered, CancellationToken);
        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await ringing.ReachesAsync(CallState.Ended, CancellationToken);
        await pickup.HangUpAsync(CancellationToken);
        await call.ReachesAsync(CallState.Ended, CancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task GroupPickup_TakesTheCallOfTheGroup()
    {
        var call = office.LineOf("101").Call("152", CancellationToken);
        var ringing = await office.LineOf("152").NextCallAsync(CancellationToken);

        var pickup = office.LineOf("151").Call("*8", CancellationToken);

        await pickup.ReachesAsync(CallState.Answered, CancellationToken);
        await call.ReachesAsync(CallState.Answered, CancellationToken);
        await ringing.ReachesAsync(CallState.Ended, CancellationToken);
        await pickup.HangUpAsync(CancellationToken);
        await call.ReachesAsync(CallState.Ended, CancellationToken);
    }

    [Fact(Timeout = HangGuard)]
    public async Task CallerWhoGivesUp_EndsTheRinging()
    {
        var call = office.LineOf("101").Call("153", CancellationToken);
        var ringing = await office.LineOf("153").NextCallAsync(CancellationToken);

        await call.HangUpAsync(CancellationToken);

        await ringing.ReachesAsync(CallState.Ended, CancellationToken);
        Assert.Equal((487, 487), (call.FinalStatus, ringing.FinalStatus));
    }

    private IEnumerable<SipLine> LinesOf(params IEnumerable<string> extensions) => extensions.SelectMany(office.LinesOf);
}
