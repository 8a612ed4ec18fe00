using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Explaining;

public sealed class ExtensionExplanationTests
{
    [Fact]
    public void Context_OfTheExtension_WinsOverTheSites()
    {
        var value = ExplainedFleet.Of(Given.Extension("151") with { Context = Given.At("lobby", "extensions/some.yaml") }).Value("151", "endpoint/context");

        Assert.Equal([("lobby", "extension 151"), ("fxsgroup", "the site")], value.Stack());
    }

    [Fact]
    public void EndpointOption_OfTheSite_WinsOverTheBuiltInOne()
    {
        var site = Given.Site();
        site = site with { Asterisk = site.Asterisk with { Endpoint = [new EndpointOptionSpec(Given.At("direct_media"), Given.At("yes", "site.yaml"))] } };

        Assert.Equal([("yes", "the site"), ("no", null)], ExplainedFleet.Of(site, Given.Extension("151")).Value("151", "endpoint/direct_media").Stack());
    }

    [Fact]
    public void Rotation_ShowsBothSecretsAsReferences()
    {
        var rotated = Given.Extension("151") with
        {
            Secret = Given.At(new SecretReference(SecretKind.Secret, "extension/151", SecretOrigin.Derive, 2), "extensions/some.yaml"),
            PreviousSecret = Given.At(new SecretReference(SecretKind.Secret, "extension/151", SecretOrigin.Derive, 1), "extensions/some.yaml"),
        };
        var explainer = ExplainedFleet.Of(rotated);

        Assert.Equal("«secret:extension/151#derive:2»", explainer.Value("151", "auth/password").Value);
        Assert.Equal("«secret:extension/151#derive:1»", explainer.Value("151", "auth 151-prev/password").Value);
        Assert.Equal(rotated.PreviousSecret.Value.Location, explainer.Value("151", "endpoint/auth").Source?.Place);
    }

    [Fact]
    public void Mailbox_PointsAtWhatTheExtensionSays()
    {
        var voicemail = Given.Voicemail("151") with { Email = Given.At("fred@example.com", "extensions/some.yaml"), Locked = true };
        var explainer = ExplainedFleet.Of(Given.Extension("151", "Fred") with { Voicemail = voicemail });

        Assert.Equal("-«pin:extension/151#derive:1»", explainer.Value("151", "mailbox/pin").Value);
        Assert.Equal(voicemail.Email!.Value.Location, explainer.Value("151", "mailbox/email").Source?.Place);
        Assert.Equal(voicemail.Location, explainer.Value("151", "endpoint/mailboxes").Source?.Place);
        Assert.Equal([("Fred", "extension 151"), ("151", "extension 151")], explainer.Value("151", "mailbox/name").Stack());
    }

    [Fact]
    public void Peer_OfChanSip_HasItsOptions()
    {
        var value = ExplainedFleet.Of(Given.Site(SipChannel.Sip), Given.Extension("151") with { PickupGroups = [Given.At(3, "extensions/some.yaml")] }).Value("151", "peer/pickupgroup");

        Assert.Equal([("3", "extension 151")], value.Stack());
    }

    [Fact]
    public void Carriers_AreThePhonesWithTheirKeys()
    {
        var explainer = ExplainedFleet.Of(
            Given.Extension("151", "Fred"),
            Given.Extension("152"),
            Given.Phone("002584000001", "SPA504G", Given.Line("152"), Given.Line("151"), Given.Disabled(), Given.Line("151")),
            Given.Phone("002584000002", "SPA502G", Given.Line("151")),
            Given.Phone("002584000003", "SPA504G", Given.Line("152"), Given.Blf("151")));

        Assert.Equal(
            [("002584000001", 2, "2,4"), ("002584000002", 1, "")],
            explainer.Explain("151").Extension!.Carriers.Select(c => (c.Mac.ToString(), c.Registration, string.Join(',', c.Keys))));
    }
}
