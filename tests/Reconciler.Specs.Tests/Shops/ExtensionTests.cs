using Reconciler.Core.Explaining;
using Reconciler.Core.Planning;

namespace Reconciler.Specs.Tests.Shops;

/// <summary>Extensions as real shops have them: one digit, several pickup groups, a login other than the number.</summary>
public sealed class ExtensionTests
{
    private static readonly Shop WithLogin = new()
    {
        Extensions = """
            - { extension: 101, name: Fred, user: sip-101, voicemail: {}, secret: { derive: 2, previous: 1 } }
            - { extension: 102, name: Sally, device: other }
            """,
    };

    [Fact]
    public void Login_OtherThanTheNumber_NamesTheSectionsAndThePhonesUser()
    {
        var elements = WithLogin.Elements();
        var settings = WithLogin.Section("sip-101");

        Assert.Equal(("sip-101", "No", "101"), (elements["User_ID_1_"], elements["Use_Auth_ID_1_"], elements["Mailbox_ID_1_"]));
        Assert.Superset(
            new HashSet<string>(["type=endpoint", "type=auth", "type=aor", "aors=sip-101", "auth=sip-101,sip-101-prev", "outbound_auth=sip-101-prev", "username=sip-101", "callerid=\"Fred\" <101>", "mailboxes=101@default"]),
            settings.ToHashSet());
        Assert.Empty(WithLogin.Section("101"));
    }

    [Fact]
    public void Login_OtherThanTheNumber_IsStillCalledByTheNumber()
    {
        var lines = WithLogin.Pbx().Dialplan[0].Lines;

        Assert.Contains(lines, l => l is { Extension: "101", Application: "PJSIP/sip-101", Priority: -1 });
        Assert.Contains(lines, l => l is { Extension: "101", Application: "Dial" } && l.Data.StartsWith("PJSIP/sip-101,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l is { Extension: "**101", Application: "PickupChan", Data: "PJSIP/sip-101" });
        Assert.Contains(lines, l => l is { Extension: "_**XXX", Application: "PickupChan" });
    }

    [Fact]
    public void Login_WithChanSip_NamesThePeer()
    {
        var shop = WithLogin with { Asterisk = "channel: sip", Extensions = "- { extension: 101, user: sip-101 }" };

        Assert.Contains("type=friend", shop.Section("sip-101"));
        Assert.Contains(shop.Pbx().Dialplan[0].Lines, l => l is { Extension: "101", Application: "SIP/sip-101" });
    }

    [Theory]
    [InlineData("- { extension: 101, user: 102 }\n- { extension: 102, device: other }", "extensions/all.yaml:1:27")]
    [InlineData("- { extension: 102, device: other }\n- { extension: 101, user: 102 }", "extensions/all.yaml:2:27")]
    [InlineData("- { extension: 101, user: acct }\n- { extension: 102, user: acct, device: other }", "extensions/all.yaml:2:27")]
    [InlineData("- { extension: 101, user: general }", "extensions/all.yaml:1:27")]
    [InlineData("- { extension: 101, secret: { derive: 2, previous: 1 } }\n- { extension: 102, user: 101-prev, device: other }", "extensions/all.yaml:2:27")]
    [InlineData("- { extension: 101 }\n- { extension: 102, user: 101-key, device: other }", "extensions/all.yaml:2:27")]
    public void Login_OfAnother_IsRefused(string extensions, string place)
    {
        var finding = Assert.Single((WithLogin with { Extensions = extensions }).Findings());

        Assert.StartsWith($"{place} error REC115", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Login_Changed_IsToldByPlanAndCutsThePhoneOff()
    {
        var plan = Planner.Create(WithLogin.ToFleet(), (WithLogin with { Extensions = WithLogin.Extensions.Replace("sip-101", "sip-1", StringComparison.Ordinal) }).ToFleet());

        Assert.Contains(PhoneEffect.CannotCallUntilResync, Assert.Single(plan.Phones).Effects);
        Assert.Equal("user", Assert.Single(Assert.Single(plan.Extensions).Changes).Name);
    }

    [Fact]
    public void Login_IsExplained()
    {
        var explained = new Explainer(WithLogin.Read().Fleet!, new NoLineHistory("none")).Explain("101").Extension!;

        Assert.Contains(explained.Values, v => v is { Section: "endpoint", Name: "aors", Value: "sip-101" });
    }

    [Fact]
    public void Extension_OfOneDigit_IsANumber()
    {
        var shop = new Shop { Extensions = "- { extension: 7 }\n- { extension: 8, device: other }", Phone = "keys: [7, { blf: 8 }]" };

        Assert.Empty(shop.Findings());
        Assert.Equal("7", shop.Elements()["User_ID_1_"]);
        Assert.Contains(shop.Pbx().Dialplan[0].Lines, l => l is { Extension: "_**X", Application: "PickupChan" });
    }

    [Theory]
    [InlineData("pjsip", "call_group=1,2", "pickup_group=1,2")]
    [InlineData("sip", "callgroup=1,2", "pickupgroup=1,2")]
    public void PickupGroups_Several_AreAllWritten(string channel, string calls, string picks)
    {
        var settings = new Shop { Asterisk = $"channel: {channel}", Extensions = "- { extension: 101, pickupGroups: [1, 2] }" }.Section("101");

        Assert.Contains(calls, settings);
        Assert.Contains(picks, settings);
    }

    [Fact]
    public void PickupGroups_BesidePickupGroup_AreRefused() => Assert.Contains(
        "REC028", Assert.Single(new Shop { Extensions = "- { extension: 101, pickupGroup: 1, pickupGroups: [2] }" }.Findings()), StringComparison.Ordinal);
}
