using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>What pjsip alone gets wrong in silence.</summary>
public abstract class PjsipActivationTests(PbxBench bench) : ActivationTests(bench, SipChannel.Pjsip)
{
    [Fact]
    public async Task UnknownOption_OnANewEndpoint_IsSeenThoughReloadSaidSuccess()
    {
        await Bench.ResetAsync();
        await using var control = Bench.Control(inHurry: true);
        var office = OfficeConfiguration.With(SipChannel.Pjsip, new OfficeExtension(151) { Options = [new("tos_sip", "cs3")] }, new OfficeExtension(152));

        await Bench.ActivateAsync(control, office);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        Assert.Equal("endpoint 151", Assert.Single(problems).Subject);
    }

    [Fact]
    public async Task UnknownOption_OnAChangedEndpoint_KeepsTheOldOneAndIsSeenByValue()
    {
        await Bench.ResetAsync();
        await using var control = Bench.Control(inHurry: true);
        var before = OfficeConfiguration.Small(SipChannel.Pjsip);
        await Bench.ActivateAsync(control, before);
        var after = OfficeConfiguration.With(
            SipChannel.Pjsip,
            new OfficeExtension(151) { Name = "Fred", HasMailbox = true, Context = "lobby", Options = [new("tos_sip", "cs3")] },
            new OfficeExtension(152) { Name = "Sally; \"the\" boss \\ Zoë" });

        await Bench.ActivateAsync(control, after);
        var problems = await control.ReadBackAsync(after, before, Cancellation);

        var problem = Assert.Single(problems);
        Assert.Equal("endpoint 151", problem.Subject);
        Assert.Equal("Its context is \"fxsgroup\", not \"lobby\".", problem.Message);
    }

    [Fact]
    public async Task DuplicateAor_InTheAdministratorsFile_IsSeenThoughReloadSaidSuccess()
    {
        await Bench.ResetAsync();
        Bench.InsertBeforeInclude("pjsip.conf", "[151]\ntype = aor\nmax_contacts = 5");
        await using var control = Bench.Control(inHurry: true);
        var office = OfficeConfiguration.Small(SipChannel.Pjsip);

        await Bench.ActivateAsync(control, office);
        var problems = await control.ReadBackAsync(office, previous: null, Cancellation);

        Assert.Contains(problems, p => p.Subject == "aor 151");
        Assert.All(problems, p => Assert.StartsWith("aor ", p.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Password_ThatAsteriskDoesNotHave_IsSeenAndNotShown()
    {
        await Bench.ResetAsync();
        await using var control = Bench.Control(inHurry: true);
        await Bench.ActivateAsync(control, OfficeConfiguration.With(SipChannel.Pjsip, new OfficeExtension(151)));
        var rotated = OfficeConfiguration.With(SipChannel.Pjsip, new OfficeExtension(151) { Rotation = 2 });

        var problems = await control.ReadBackAsync(rotated, previous: null, Cancellation);

        var problem = Assert.Single(problems);
        Assert.Equal("auth 151", problem.Subject);
        Assert.DoesNotContain(OfficeConfiguration.Canary, problem.ToString(), StringComparison.Ordinal);
    }
}

/// <summary>pjsip of Asterisk 22.</summary>
public sealed class PjsipOn22Tests(Asterisk22Bench bench) : PjsipActivationTests(bench), IClassFixture<Asterisk22Bench>;

/// <summary>pjsip of Asterisk 16.</summary>
public sealed class PjsipOn16Tests(Asterisk16Bench bench) : PjsipActivationTests(bench), IClassFixture<Asterisk16Bench>;
