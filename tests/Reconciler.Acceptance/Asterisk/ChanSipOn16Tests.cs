using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>chan_sip of Asterisk 16.</summary>
public sealed class ChanSipOn16Tests(Asterisk16Bench bench) : ActivationTests(bench, SipChannel.Sip), IClassFixture<Asterisk16Bench>
{
    [Fact]
    public async Task WrongContext_SetAgainByTheAdministrator_IsSeenThoughReloadSaidSuccess()
    {
        await Bench.ResetAsync();
        Bench.Append("sip.conf", "[151](+)\ncontext = lobby");
        await using var control = Bench.Control(inHurry: true);
        var office = OfficeConfiguration.Small(SipChannel.Sip);

        await Bench.ActivateAsync(control, office);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        var problem = Assert.Single(problems);
        Assert.Equal("peer 151", problem.Subject);
        Assert.Equal("Its context is \"lobby\", not \"fxsgroup\".", problem.Message);
    }

    [Fact]
    public async Task BadValue_OfTheMailbox_IsSeenThoughReloadSaidSuccess()
    {
        await Bench.ResetAsync();
        Bench.Append("sip.conf", "[151](+)\nmailbox = 999@other");
        await using var control = Bench.Control(inHurry: true);
        var office = OfficeConfiguration.Small(SipChannel.Sip);

        await Bench.ActivateAsync(control, office);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        Assert.Equal("peer 151", Assert.Single(problems).Subject);
    }
}
