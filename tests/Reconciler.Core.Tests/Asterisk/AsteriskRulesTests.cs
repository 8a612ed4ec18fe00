using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Tests.Asterisk;

public sealed class AsteriskRulesTests
{
    [Fact]
    public void Accepts_ASmallOffice() =>
        Assert.Empty(AsteriskRules.Check(
            new OfficeBuilder { Endpoint = [("direct_media", "yes"), ("tos_audio", "ef"), ("permit", "10.0.0.0/8,!10.1.0.0/255.255.0.0")] }
                .Extension("151", "Fred, the \"boss\"; co\\", email: null)
                .Extension("152", "Sally", email: "sally@example.com")
                .Group("600", ["151", "152"], DestinationKind.Goto, "ivr,s,1")
                .Route("3615551212", ["600"]).ToFleet()));

    [Theory]
    [InlineData("direct_mdia", "yes", "REC070", "Did you mean \"direct_media\"?")]
    [InlineData("tos_sip", "cs3", "REC070", null)]
    [InlineData("set_var", "SHELL(reboot)=1", "REC070", null)]
    [InlineData("allow", "ulaw", "REC071", "It follows from asterisk.codecs.")]
    [InlineData("auth", "x", "REC071", "It follows from")]
    [InlineData("direct_media", "maybe", "REC072", "It takes yes or no.")]
    [InlineData("timers_min_se", "5", "REC072", "It takes a number from 90 to 86400.")]
    [InlineData("permit", "10.0.0.0/33", "REC072", "It takes IP addresses")]
    [InlineData("permit", "10", "REC072", "It takes IP addresses")]
    [InlineData("media_address", "10", "REC072", "It takes an IP address.")]
    public void Rejects_EndpointOptionsThatKillAnEndpoint(string name, string value, string code, string? hint)
    {
        var finding = Assert.Single(AsteriskRules.Check(new OfficeBuilder { Endpoint = [(name, value)] }.ToFleet()));

        Assert.Equal(code, finding.Code);
        Assert.DoesNotContain(value + "\"", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith(hint ?? "", finding.Hint ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_AnEndpointOptionGivenTwice() =>
        Assert.Equal("REC072", Only(new OfficeBuilder { Endpoint = [("language", "de"), ("language", "en")] }));

    [Fact]
    public void Rejects_SessionTimersThatContradictEachOther()
    {
        Assert.Equal("REC072", Only(new OfficeBuilder { Endpoint = [("timers_min_se", "1801")] }));
        Assert.Equal("REC072", Only(new OfficeBuilder { Endpoint = [("timers_min_se", "200"), ("timers_sess_expires", "199")] }));
        Assert.Empty(AsteriskRules.Check(new OfficeBuilder { Endpoint = [("timers_min_se", "200"), ("timers_sess_expires", "200")] }.ToFleet()));
    }

    [Fact]
    public void Rejects_OptionsOfTheOtherChannel()
    {
        Assert.Equal("REC070", Only(new OfficeBuilder { Endpoint = [("directmedia", "no")] }));
        Assert.Equal("REC070", Only(new OfficeBuilder { Channel = SipChannel.Sip, Endpoint = [("direct_media", "no")] }));
        Assert.Empty(AsteriskRules.Check(new OfficeBuilder { Channel = SipChannel.Sip, Endpoint = [("directmedia", "no")] }.ToFleet()));
    }

    [Theory]
    [InlineData(" Fred", false, "REC073")]
    [InlineData("Fred ", false, "REC073")]
    [InlineData("Fr\ned", false, "REC073")]
    [InlineData("Fred, boss", true, "REC074")]
    [InlineData("Fred|boss", true, "REC074")]
    public void Rejects_NamesThatALineCannotHold(string name, bool voicemail, string code) =>
        Assert.Equal(code, Only(new OfficeBuilder().Extension("151", name, voicemail: voicemail)));

    [Theory]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("a@example.com|delete=yes")]
    [InlineData("a @example.com")]
    public void Rejects_EmailThatIsMoreThanOneAddress(string email) =>
        Assert.Equal("REC074", Only(new OfficeBuilder().Extension("151", "Fred", email: email)));

    [Fact]
    public void Rejects_LinesThatAsteriskWouldSkip()
    {
        var members = Enumerable.Range(100000, 700).Select(n => $"{n}").ToArray();
        var office = new OfficeBuilder().Group("600", members);
        foreach (var member in members)
        {
            office.Extension(member, null);
        }

        Assert.Equal("REC075", Only(office));
        Assert.Equal("REC119", Only(new OfficeBuilder().Extension("151", new string('x', 7900))));
        Assert.Equal("REC075", Only(new OfficeBuilder { Endpoint = [("sdp_session", new string('x', 7900))] }));
    }

    [Fact]
    public void Rejects_ContextsThatAreTaken()
    {
        Assert.Equal("REC076", Only(new OfficeBuilder { Contexts = [("fxsgroup-numbers", [])] }));
        Assert.Equal("REC076", Only(new OfficeBuilder { Contexts = [("lobby", ["General"])] }));
        Assert.Equal("REC076", Only(new OfficeBuilder { Contexts = [("lobby", ["lobby"])] }));
        Assert.Equal("REC076", Only(new OfficeBuilder { Context = new string('x', 75), Contexts = [] }));
        Assert.Equal("REC076", Only(new OfficeBuilder { Contexts = [("a]b", [])] }));
        Assert.Equal("REC076", Only(new OfficeBuilder().Extension("151", "Fred").Route("1", ["151"], context: "fxsgroup")));
    }

    [Theory]
    [InlineData("911", "outbound", "\"fxsgroup\" includes")]
    [InlineData("18005551212", "outbound", "\"fxsgroup\" includes")]
    [InlineData("s", "outbound", "\"fxsgroup\" includes")]
    [InlineData("s", "Outbound", "\"fxsgroup\" includes")]
    [InlineData("1", "trunks", "\"staff\" includes")]
    [InlineData("1", "staff", "of phones at once")]
    [InlineData("1", "FXSGROUP", "of phones at once")]
    public void Rejects_ARouteWhereCallsOfPhonesGoOut(string did, string context, string reason)
    {
        var office = new OfficeBuilder { Contexts = [("fxsgroup", ["staff", "outbound"]), ("staff", ["trunks"])] }.Extension("151", "Fred").Route(did, ["151"], context: context);

        var finding = Assert.Single(AsteriskRules.Check(office.ToFleet()));

        Assert.Equal("REC076", finding.Code);
        Assert.Equal(new SpecLocation("office.yaml", 2, 1), finding.Location);
        Assert.Contains(reason, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ivr")]
    [InlineData("ivr,s")]
    [InlineData("ivr,s,1,2")]
    [InlineData("ivr,s,${SHELL(reboot)}")]
    [InlineData("ivr,s,1)\nexten => 1,1,System(reboot")]
    public void Rejects_GotoOfAnotherForm(string target) =>
        Assert.Equal("REC077", Only(new OfficeBuilder().Extension("151", "Fred").Group("600", ["151"], DestinationKind.Goto, target)));

    [Fact]
    public void Rejects_CodecsThatAsteriskDoesNotKnow()
    {
        var finding = Assert.Single(AsteriskRules.Check(new OfficeBuilder { Codecs = ["ulaw", "g7222"] }.ToFleet()));

        Assert.Equal("REC078", finding.Code);
        Assert.Equal("Did you mean \"g722\"?", finding.Hint);
        Assert.Equal("REC078", Only(new OfficeBuilder { Codecs = [] }));
    }

    [Fact]
    public void Rejects_ARouteToAGroupThatAlsoSaysWhereCallsEnd() =>
        Assert.Equal(
            "REC079",
            Only(new OfficeBuilder().Extension("151", "Fred", voicemail: true).Group("600", ["151"]).Route("1", ["600"], DestinationKind.Voicemail, "151")));

    [Fact]
    public void Findings_PointAtTheirDocument()
    {
        var finding = Assert.Single(AsteriskRules.Check(new OfficeBuilder().Extension("150", "Eve").Extension("151", " Fred").ToFleet()));

        Assert.Equal(new SpecLocation("office.yaml", 2, 1), finding.Location);
    }

    private static string Only(OfficeBuilder office) => Assert.Single(AsteriskRules.Check(office.ToFleet())).Code;
}
