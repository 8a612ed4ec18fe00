using System.Text;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;
using Reconciler.Testing;

namespace Reconciler.Core.Tests.Asterisk;

public sealed class AsteriskFilesTests
{
    [Theory]
    [InlineData(SipChannel.Pjsip)]
    [InlineData(SipChannel.Sip)]
    public void Files_OfASmallOffice_AreAsKept(SipChannel channel)
    {
        var artifacts = AsteriskArtifacts.Create(SmallOffice(channel), new PredictableSecrets());

        foreach (var file in artifacts.Files)
        {
            GoldenFile.Matches(Text(file.Render()), $"Golden/{channel.ToString().ToLowerInvariant()}/{file.Path}");
        }
    }

    [Fact]
    public void Files_WithoutAKey_HoldReferencesInstead()
    {
        var artifacts = AsteriskArtifacts.Create(SmallOffice(SipChannel.Pjsip), new MaskedSecretSource());

        var texts = artifacts.Files.Select(f => Text(f.Render())).ToList();

        Assert.Contains("password = «secret:extension/151#derive:1»\n", texts[0], StringComparison.Ordinal);
        Assert.Contains("153 => -«pin:extension/153#derive:1»,", texts[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SipChannel.Pjsip)]
    [InlineData(SipChannel.Sip)]
    public void Files_AreReadBackAsTheConfiguration(SipChannel channel)
    {
        var intended = AsteriskRenderer.Render(SmallOffice(channel), new PredictableSecrets());

        var sip = ConfReader.Read(AsteriskFiles.Sip(intended));
        var dialplan = ConfReader.ToDialplan(ConfReader.Read(AsteriskFiles.Dialplan(intended)));
        var mailboxes = ConfReader.ToMailboxes(ConfReader.Read(AsteriskFiles.Voicemail(intended)));

        Assert.Equal(
            intended.Sip.SelectMany(s => s.Settings.Select(v => (s.Name, v.Name, v.Value.Open()))),
            sip.SelectMany(s => s.Settings.Select(v => (s.Name, v.Name, v.Value))));
        Assert.Equal(intended.Dialplan.Select(c => c.Name), dialplan.Select(c => c.Name));
        Assert.Equal(intended.Dialplan.SelectMany(c => c.Includes), dialplan.SelectMany(c => c.Includes));
        Assert.Equal(intended.Dialplan.SelectMany(c => c.Lines), dialplan.SelectMany(c => c.Lines));
        Assert.Equal(intended.Mailboxes.Select(Fields), mailboxes.Select(Fields));

        static string Fields(Mailbox m) => string.Join('\n', [m.Context, m.Number, m.Pin.Open(), m.Name, m.Email, .. m.Options]);
    }

    [Fact]
    public void Files_OfAnEmptyFleet_AreAllThere()
    {
        var artifacts = AsteriskArtifacts.Create(new OfficeBuilder { Contexts = [] }.ToEffective(), new PredictableSecrets());

        Assert.Equal(["pjsip.conf", "extensions.conf", "voicemail.conf"], artifacts.Files.Select(f => f.Path));
        Assert.All(artifacts.Files, f => Assert.StartsWith("; Made by reconciler", Text(f.Render()), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SipChannel.Pjsip)]
    [InlineData(SipChannel.Sip)]
    public void Files_NeverTouchWhatIsTheAdministrators(SipChannel channel)
    {
        var artifacts = AsteriskArtifacts.Create(SmallOffice(channel), new PredictableSecrets());

        Assert.All(artifacts.Files, f =>
        {
            var text = Text(f.Render());
            Assert.DoesNotContain("[general]", text, StringComparison.Ordinal);
            Assert.DoesNotContain("](", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\n#", text, StringComparison.Ordinal);
        });
    }

    /// <summary>What the golden files and the tests on real Asterisk show.</summary>
    internal static EffectiveFleet SmallOffice(SipChannel channel) => new OfficeBuilder
    {
        Channel = channel,
        Contexts = [("fxsgroup", ["outbound"]), ("lobby", [])],
    }
        .Extension("151", "Fred", email: "fred@example.com", pickupGroup: 1, previous: channel == SipChannel.Pjsip ? 0 : null)
        .Extension("152", "Sally; \"the\" boss \\ co", pickupGroup: 1)
        .Extension("153", "Réception", voicemail: true, locked: true, phones: channel == SipChannel.Pjsip ? 2 : 1)
        .Extension("154", "Lobby", context: "lobby", options: "")
        .Extension("2430", null, phones: 0)
        .Group("600", ["153", "151", "152"], DestinationKind.Voicemail, "153")
        .Group("601", ["151", "153"], DestinationKind.Group, "600", RingStrategy.InOrder)
        .Route("3615551212", ["152", "151", "153"])
        .Route("3615551213", ["600"])
        .Route("3615551214", ["154"], DestinationKind.Extension, "151")
        .Route("+3615551215", ["154"], DestinationKind.Goto, "ivr,s,1")
        .Route("s", ["151"], DestinationKind.Voicemail, "151", context: "itsp2")
        .ToEffective();

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
