using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Ami;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Tests.Ami;

public sealed class AmiPhoneLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_FiveThousandContacts_TakesOneRequest()
    {
        var asked = new List<string>();
        await using var ami = ScriptedAmi.Answering(action =>
        {
            asked.Add(action["Action"]);
            return List([.. Enumerable.Range(0, 5000).Select(n => Contact($"{200_000 + n}", $"sip:x@192.0.2.7:{1024 + n}", "Cisco/SPA504G-7.6.2 cfg/0a1b2c3d"))]);
        });
        await using var sut = CreateSut(ami);

        var inventory = await sut.ReadAsync(SipChannel.Pjsip, Token);

        Assert.Equal(5000, inventory.Contacts.Length);
        Assert.Equal(0, inventory.Unreadable);
        Assert.Equal("204999", inventory.Contacts[^1].Extension);
        Assert.Equal("192.0.2.7", inventory.Contacts[^1].Address);
        Assert.Equal(6023, inventory.Contacts[^1].Port);
        Assert.Equal("0a1b2c3d", inventory.Contacts[^1].Agent.Tag);
        Assert.Equal(["PJSIPShowContacts"], asked);
    }

    [Fact]
    public async Task Read_NobodyRegistered_IsAnEmptyInventory()
    {
        await using var ami = ScriptedAmi.Answering(_ => "Response: Error\r\nMessage: No Contacts found\r\n\r\n");
        await using var sut = CreateSut(ami);

        Assert.Empty((await sut.ReadAsync(SipChannel.Pjsip, Token)).Contacts);
    }

    [Fact]
    public async Task Read_ListCutOffInTheMiddle_IsAFaultAndNeverAShortInventory()
    {
        await using var ami = ScriptedAmi.AfterLogin(async client =>
        {
            for (var i = 0; i < 2; i++)
            {
                var action = (await client.NextAsync())!;
                await client.SendAsync($"Response: Success\r\nActionID: {action["ActionID"]}\r\n\r\n");
            }

            var list = (await client.NextAsync())!;
            var text = List(Contact("151", "sip:151@192.0.2.1:5060", ""), Contact("152", "sip:152@192.0.2.2:5060", ""));
            await client.SendAsync(text[..text.IndexOf("152", StringComparison.Ordinal)].Replace("\r\n\r\n", $"\r\nActionID: {list["ActionID"]}\r\n\r\n", StringComparison.Ordinal));
        });
        await using var sut = CreateSut(ami);

        await Assert.ThrowsAsync<PbxUnavailableException>(() => sut.ReadAsync(SipChannel.Pjsip, Token));
    }

    [Fact]
    public async Task Read_EntriesThatMakeNoSense_AreCountedAndTheRestIsTaken()
    {
        await using var ami = ScriptedAmi.Answering(_ => List(
            Contact("151", "sip:151@192.0.2.1:5060", "\u0001\u001b" + new string('A', 10_000)),
            Contact("152", "sip:152@phone.example.com:5060", ""),
            Contact("", "sip:x@192.0.2.3", ""),
            Contact("154", "not a uri", ""),
            Contact("155", "sip:155@[2001:db8::1]:5062;transport=udp", ""),
            Contact("itsp1@@0123", "sip:203.0.113.1", "", isFixed: true)));
        await using var sut = CreateSut(ami);

        var inventory = await sut.ReadAsync(SipChannel.Pjsip, Token);

        Assert.Equal(["151", "155"], inventory.Contacts.Select(c => c.Extension));
        Assert.Equal(3, inventory.Unreadable);
        Assert.True(inventory.Contacts[0].Agent is { IsGarbled: true, Text.Length: 120 });
        Assert.Equal("2001:db8::1", inventory.Contacts[1].Address);
        Assert.Equal(5062, inventory.Contacts[1].Port);
    }

    [Fact]
    public async Task Read_ChanSip_AsksOnlyPeersThatAreRegistered()
    {
        var asked = new List<string>();
        await using var ami = ScriptedAmi.Answering(action =>
        {
            asked.Add(action["Action"] + " " + action.GetValueOrDefault("Peer"));
            return action["Action"] == "SIPpeers"
                ? "Response: Success\r\nEventList: start\r\n\r\n" + Peer("161", "192.0.2.1") + Peer("162", "-none-") + Peer("163", "192.0.2.3") + "Event: PeerlistComplete\r\nEventList: Complete\r\n\r\n"
                : action["Peer"] == "163"
                    ? "Response: Error\r\nMessage: Peer 163 not found.\r\n\r\n"
                    : "Response: Success\r\nRegExpire: 301 seconds\r\nSIP-Useragent: Cisco/SPA504G-7.6.2 cfg/0a1b2c3d\r\n\r\n";
        });
        await using var sut = CreateSut(ami);

        var contact = Assert.Single((await sut.ReadAsync(SipChannel.Sip, Token)).Contacts);

        Assert.Equal("161", contact.Extension);
        Assert.Equal("192.0.2.1", contact.Address);
        Assert.Equal("0a1b2c3d", contact.Agent.Tag);
        Assert.Equal(["SIPpeers ", "SIPshowpeer 161", "SIPshowpeer 163"], asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Notify_AsteriskRefuses_SaysWhatItSaid()
    {
        await using var ami = ScriptedAmi.Answering(action => action["Variable"] == "Event=resync" && action["Channel"] == "161"
            ? "Response: Error\r\nMessage: Could not create address\r\n\r\n"
            : "Response: Success\r\n\r\n");
        await using var sut = CreateSut(ami);

        Assert.Equal("Could not create address", await sut.NotifyAsync(SipChannel.Sip, "161", "resync", Token));
        Assert.Null(await sut.NotifyAsync(SipChannel.Sip, "162", "resync", Token));
    }

    private static AmiPhoneLine CreateSut(ScriptedAmi ami) => new(_ => Task.FromResult(ami.Settings), TimeProvider.System, NullLogger<AmiPhoneLine>.Instance);

    private static string List(params string[] contacts) =>
        "Response: Success\r\nEventList: start\r\n\r\n" + string.Concat(contacts) + "Event: ContactListComplete\r\nEventList: Complete\r\n\r\n";

    private static string Contact(string name, string uri, string agent, bool isFixed = false)
    {
        var text = new StringBuilder("Event: ContactList\r\n");
        text.Append(CultureInfo.InvariantCulture, $"ObjectName: {name}{(isFixed || name.Length == 0 ? "" : ";@0123456789abcdef")}\r\nUri: {uri}\r\nUserAgent: {agent}\r\nExpirationTime: 1795438354\r\n\r\n");
        return text.ToString();
    }

    private static string Peer(string name, string address) => $"Event: PeerEntry\r\nObjectName: {name}\r\nIPaddress: {address}\r\nIPport: 5060\r\nDynamic: yes\r\n\r\n";
}
