using System.Text.RegularExpressions;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing;

namespace Reconciler.Core.Tests.Asterisk;

/// <summary>
/// Of an office whose own context includes the administrator's outbound one and whose lobby includes nothing, each way that a call in the lobby, or one from
/// outside, could take: none leads to the outbound context.
/// </summary>
public sealed partial class TollFraudTests
{
    private const string Outbound = "outbound";
    private const string Site = "fxsgroup";
    private const string Numbers = "fxsgroup-numbers";

    /// <summary>Flags of Dial that send a channel to a place of the dialplan, run another's lines or take what follows for an argument.</summary>
    private const string LeadingFlags = "ABbCDEFfGgLMNnOoPpQqSsUu";

    private readonly AsteriskConfiguration _office = AsteriskRenderer.Render(
        new OfficeBuilder { Contexts = [(Site, [Outbound]), ("lobby", [])] }
            .Extension("101", "Lobby", context: "lobby", voicemail: true, pickupGroup: 1)
            .Extension("151", "Fred", voicemail: true, pickupGroup: 1)
            .Extension("152", "Sally", phones: 2, pickupGroup: 1)
            .Group("600", ["151", "152"], DestinationKind.Extension, "152")
            .Group("601", ["101"], DestinationKind.Voicemail, "151", RingStrategy.InOrder)
            .Group("602", ["101"], DestinationKind.Group, "600")
            .Route("3615551212", ["600"])
            .Route("3615551213", ["151"], DestinationKind.Extension, "152")
            .Route("3615551214", ["151"], DestinationKind.Voicemail, "151")
            .ToEffective(),
        new PredictableSecrets());

    [Fact]
    public void Lobby_IncludesTheNumbersAlone()
    {
        Assert.Equal([Numbers], Context("lobby").Includes);
        Assert.Empty(Context(Numbers).Includes);
    }

    [Fact]
    public void Endpoint_OfTheLobby_StartsItsCallsAndTransfersThere()
    {
        var settings = _office.Sip.First(section => section.Name == "101").Settings;

        Assert.Equal("lobby", settings.Single(setting => setting.Name == "context").Value.ToString());
        Assert.DoesNotContain(settings, setting => setting.Name is "refer_context" or "message_context" or "redirect_method" or "set_var");
    }

    [Fact]
    public void Goto_InTheLobbysNumbers_StaysInTheContextOfTheCall() => Assert.All(
        Lines(Numbers, "Goto"), line => Assert.DoesNotContain(line.Data.Split(','), part => part is Site or Outbound));

    [Fact]
    public void Dial_NeverLeavesTheDialplansHands() => Assert.All(
        _office.Dialplan.SelectMany(context => context.Lines).Where(line => line.Application == "Dial"),
        line =>
        {
            var parts = line.Data.Split(',');
            Assert.Equal(3, parts.Length);
            Assert.DoesNotContain(parts[2], flag => LeadingFlags.Contains(flag, StringComparison.Ordinal));
            Assert.All(parts[0].Split('&'), target => Assert.Matches(Target(), target));
        });

    [Fact]
    public void CallFromOutside_ThatEntersTheSitesContext_KeepsTheTrunksForTransfers() => Assert.All(
        Lines("itsp1", "Goto").Where(line => line.Data.StartsWith(Site + ",", StringComparison.Ordinal)),
        line => Assert.Contains(
            Context("itsp1").Lines,
            earlier => earlier.Extension == line.Extension && earlier.Priority == line.Priority - 1 && earlier is { Application: "Set", Data: "TRANSFER_CONTEXT=itsp1" }));

    [Fact]
    public void Pickup_TakesCallsOfExtensionsAlone() => Assert.All(
        Lines(Numbers, "PickupChan").Concat(Lines(Numbers, "Pickup")), line => Assert.Matches("^(PJSIP/[0-9]+|PJSIP/[$][{]EXTEN:2[}]|)$", line.Data));

    [Fact]
    public void Voicemail_HasNoExitOfItsOwn()
    {
        Assert.All(_office.Mailboxes, box => Assert.Equal(["passwordlocation=spooldir"], box.Options));
        Assert.DoesNotContain(_office.Dialplan.SelectMany(context => context.Lines), line => line.Extension is "a" or "o" or "i" or "h");
    }

    [Theory]
    [InlineData("extension")]
    [InlineData("route")]
    public void RingOptions_OfASpec_CanBeNoFlagThatLeadsElsewhere(string schema)
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "schema", schema + ".schema.json"));
        var flags = Flags().Match(text[text.IndexOf("\"ringOptions\": {", StringComparison.Ordinal)..]).Groups["flags"].Value;

        Assert.NotEmpty(flags);
        // After the call, g only goes on to the lines that the walk above has seen; d and e stay in the context of the call.
        Assert.DoesNotContain(flags, flag => flag != 'g' && LeadingFlags.Contains(flag, StringComparison.Ordinal));
    }

    private IEnumerable<DialplanLine> Lines(string context, string application) => Context(context).Lines.Where(line => line.Application == application);

    private DialplanContext Context(string name) => Assert.Single(_office.Dialplan, context => context.Name == name);

    [GeneratedRegex("^(PJSIP/[0-9]+|[$][{]PJSIP_DIAL_CONTACTS[(][0-9]+[)][}])$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Target();

    [GeneratedRegex("\\^\\[(?<flags>[A-Za-z]+)\\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Flags();
}
