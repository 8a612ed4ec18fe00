using System.Text;
using CsCheck;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Tests.Asterisk;

public sealed class AsteriskRendererTests
{
    [Fact]
    public void Sip_OfTheSeedsExtensions_HasTheSeedsLines()
    {
        var configuration = AsteriskRenderer.Render(Seed(SipChannel.Sip).ToEffective(), new PredictableSecrets());

        foreach (var number in new[] { "151", "152" })
        {
            var peer = Assert.Single(configuration.Sip, s => s.Name == number);

            // The seed's regext= is left out: no Asterisk knows it. Its secrets are derived here.
            Assert.Equal(
                [("type", "friend"), ("nat", "no"), ("secret", $"Secret{number}v1"), ("context", "fxsgroup"), ("host", "dynamic")],
                peer.Settings.Take(5).Select(s => (s.Name, s.Value.Open())));
            Assert.DoesNotContain(peer.Settings, s => s.Name == "regext");
        }
    }

    [Fact]
    public void Dialplan_OfTheSeed_HasTheSeedsLines()
    {
        var artifacts = AsteriskArtifacts.Create(Seed(SipChannel.Sip).ToEffective(), new PredictableSecrets());

        var dialplan = Encoding.UTF8.GetString(artifacts.Files.Single(f => f.Path == "extensions.conf").Render()).Split('\n');

        var fxsgroup = Array.IndexOf(dialplan, "[fxsgroup]");
        var itsp1 = Array.IndexOf(dialplan, "[itsp1]");
        Assert.InRange(Array.IndexOf(dialplan, "exten => 151,1,Dial(SIP/151,60,rT)"), fxsgroup, itsp1);
        Assert.InRange(Array.IndexOf(dialplan, "exten => 152,1,Dial(SIP/152,60,rT)"), fxsgroup, itsp1);

        // The seed's line has priority 2, behind one that it does not show; ours is the first.
        Assert.Equal(
            "exten => 3615551212,1,Dial(SIP/101&SIP/102&SIP/152&SIP/151&SIP/200&SIP/242,25,rt)", dialplan[itsp1 + 1]);
    }

    [Fact]
    public void Extension_OnSeveralPhones_RingsAllOfThemEverywhere()
    {
        var fleet = new OfficeBuilder().Extension("151", "Fred", phones: 3).Extension("152", "Sally").Group("600", ["151", "152"]).Route("s", ["151"]);

        var configuration = AsteriskRenderer.Render(fleet.ToEffective(), new PredictableSecrets());

        Assert.Equal("${PJSIP_DIAL_CONTACTS(151)},60,rT", Data(configuration, "fxsgroup", "151"));
        Assert.Equal("${PJSIP_DIAL_CONTACTS(151)}&PJSIP/152,25,rt", Data(configuration, "fxsgroup", "600"));
        Assert.Equal("${PJSIP_DIAL_CONTACTS(151)},25,rt", Data(configuration, "itsp1", "s"));
        Assert.Equal("4", Setting(configuration, "151", "aor", "max_contacts"));
        Assert.Equal("1", Setting(configuration, "152", "aor", "max_contacts"));
    }

    [Fact]
    public void Rotation_KeepsBothSecretsAndAnswersWithTheOld()
    {
        var fleet = new OfficeBuilder().Extension("151", "Fred", rotation: 2, previous: 1);

        var configuration = AsteriskRenderer.Render(fleet.ToEffective(), new PredictableSecrets());

        Assert.Equal("151,151-prev", Setting(configuration, "151", "endpoint", "auth"));
        Assert.Equal("151-prev", Setting(configuration, "151", "endpoint", "outbound_auth"));
        Assert.Equal("Secret151v2", Setting(configuration, "151", "auth", "password"));
        Assert.Equal("Secret151v1", Setting(configuration, "151-prev", "auth", "password"));
        Assert.Equal("151", Setting(configuration, "151-prev", "auth", "username"));
    }

    [Fact]
    public void CallingContext_OfAnotherName_ReachesTheNumbersAndItsOwnIncludesOnly()
    {
        var fleet = new OfficeBuilder { Contexts = [("fxsgroup", ["outbound"]), ("lobby", ["local"])] }
            .Extension("151", "Fred").Extension("154", "Lobby", context: "lobby");

        var configuration = AsteriskRenderer.Render(fleet.ToEffective(), new PredictableSecrets());

        Assert.Equal(["fxsgroup", "fxsgroup-numbers", "lobby"], configuration.Dialplan.Select(c => c.Name));
        Assert.Equal(["outbound"], configuration.Dialplan[0].Includes);
        Assert.Empty(configuration.Dialplan[1].Includes);
        Assert.Equal(["fxsgroup-numbers", "local"], configuration.Dialplan[2].Includes);
        Assert.Equal(configuration.Dialplan[0].Lines.Where(l => l.Priority != DialplanLine.Hint), configuration.Dialplan[1].Lines);
        Assert.Equal("lobby", Setting(configuration, "154", "endpoint", "context"));
        Assert.Equal("fxsgroup", Setting(configuration, "154", "endpoint", "subscribe_context"));
    }

    [Fact]
    public void Call_FromATrunk_NeverTransfersIntoThePhonesContexts()
    {
        var fleet = new OfficeBuilder().Extension("151", "Fred").Group("600", ["151"])
            .Route("1", ["600"]).Route("2", ["151"], DestinationKind.Extension, "151").Route("3", ["151"], DestinationKind.Group, "600");

        var trunk = AsteriskRenderer.Render(fleet.ToEffective(), new PredictableSecrets()).Dialplan.Single(c => c.Name == "itsp1").Lines;

        for (var i = 0; i < trunk.Length; i++)
        {
            if (trunk[i].Application == "Goto")
            {
                Assert.Equal(("Set", "TRANSFER_CONTEXT=itsp1"), (trunk[i - 1].Application, trunk[i - 1].Data));
            }
        }

        Assert.Equal(3, trunk.Count(l => l.Application == "Goto"));
    }

    [Fact]
    public void Features_SwitchedOff_HaveNoLines()
    {
        var fleet = new OfficeBuilder { Features = (null, null, null) }.Extension("151", "Fred");

        var lines = AsteriskRenderer.Render(fleet.ToEffective(), new PredictableSecrets()).Dialplan[0].Lines;

        Assert.All(lines, l => Assert.Equal("151", l.Extension));
    }

    [Fact]
    public void EndpointOptions_OfTheSite_ReplaceOursOrFollowThem()
    {
        var fleet = new OfficeBuilder { Endpoint = [("direct_media", "yes"), ("language", "de")] }.Extension("151", "Fred");

        var endpoint = AsteriskRenderer.Render(fleet.ToEffective(), new PredictableSecrets()).Sip[0].Settings;

        Assert.Equal("yes", Assert.Single(endpoint, s => s.Name == "direct_media").Value.Open());
        Assert.Equal("de", endpoint[^1].Value.Open());
    }

    /// <summary>Names reach the caller ID and the mailbox, whatever they hold, and nothing else.</summary>
    [Fact]
    public void Names_NeverMakeMoreThanTheirOwnSettings() =>
        Gen.String.Sample(name =>
        {
            var office = new OfficeBuilder().Extension("151", name, voicemail: true);
            if (AsteriskRules.Check(office.ToFleet()).Any())
            {
                return;
            }

            var plain = AsteriskArtifacts.Create(new OfficeBuilder().Extension("151", "x", voicemail: true).ToEffective(), new PredictableSecrets());
            var files = AsteriskArtifacts.Create(office.ToEffective(), new PredictableSecrets());
            for (var i = 0; i < files.Files.Length; i++)
            {
                var expected = ConfReader.Read(plain.Files[i].Render());
                var actual = ConfReader.Read(files.Files[i].Render());
                Assert.Equal(expected.SelectMany(s => s.Settings.Select(v => (s.Name, v.Name))), actual.SelectMany(s => s.Settings.Select(v => (s.Name, v.Name))));
            }

            Assert.Equal(plain.Files[1].Render(), files.Files[1].Render());
        });

    [Fact]
    public void Rejects_APinThatWouldEndItsField()
    {
        var box = new Mailbox("default", "151", "12,Eve,eve@example.com", "Fred", "", []);

        Assert.Throws<UnrepresentableTextException>(() => MailboxLine.Of(box));
        Assert.Throws<UnrepresentableTextException>(() => MailboxLine.Of(box with { Pin = "12", Name = "A|B" }));
    }

    private static OfficeBuilder Seed(SipChannel channel) => new OfficeBuilder { Channel = channel, Contexts = [] }
        .Extension("101", "Workshop").Extension("102", "Warehouse").Extension("151", "Fred").Extension("152", "Sally")
        .Extension("200", "Meeting room").Extension("242", "Accounts")
        .Route("3615551212", ["101", "102", "152", "151", "200", "242"]);

    private static string Data(AsteriskConfiguration configuration, string context, string extension) =>
        configuration.Dialplan.Single(c => c.Name == context).Lines.Single(l => l.Extension == extension && l.Priority == 1).Data;

    private static string Setting(AsteriskConfiguration configuration, string section, string type, string name) =>
        configuration.Sip.Single(s => s.Name == section && s.Settings[0].Value.Open() == type).Settings.Single(s => s.Name == name).Value.Open();
}
