using System.Net;
using System.Text.Json;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Acceptance.Phones;

/// <summary>Phones that are not there, do not listen, or are strangers: each is told of once, and none holds up another.</summary>
public sealed class UnwillingPhoneTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip", "notify")]
    [InlineData(16, "sip", "notify")]
    [InlineData(22, "pjsip", "http")]
    public async Task Phone_NotRegistered_IsNeverToldAnything(int version, string channel, string resync)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = new PhoneOffice(asterisk, channel, $"{{ resync: {resync}, refresh: 1s }}", [.. PhoneOffice.Desk(1), .. PhoneOffice.Desk(2)]);
        await office.StartAgentAsync(Cancellation);
        var away = await office.PlugInAsync(1, Cancellation);
        await office.PlugInAsync(2, Cancellation);
        await office.ConvergedAsync(1, Cancellation);
        var before = await office.ConvergedAsync(2, Cancellation);
        await away.Phone.Lines[1].UnregisterAsync(Cancellation);

        office.Repository.Commit("Rename", [.. PhoneOffice.Desk(1, "Renamed"), .. PhoneOffice.Desk(2, "Renamed")]);
        office.Hurry();
        await office.ConvergedAsync(2, Cancellation, notTag: before);
        await office.AwaitAsync(1, p => p.GetProperty("state").GetString() == "unreachable", "the phone that went away is missed", Cancellation);
        var byHand = await office.RunAsync(Cancellation, "resync", PhoneOffice.MacOf(1));

        Assert.Equal((0, 0, 0), (away.Phone.Notified, away.Resyncs, away.WebRequests.Count));
        Assert.Equal(2, byHand.ExitCode);
        Assert.Contains("00:25:84:00:00:01: it is not registered", byHand.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notify")]
    [InlineData("http")]
    public async Task Phones_SilentGarblingAndRefusing_HoldUpNobody(string resync)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(
            asterisk, "pjsip", $"{{ resync: {resync} }}", [.. Enumerable.Range(1, 4).SelectMany(n => PhoneOffice.Desk(n, more: "profiles: [base]\n")), ("profiles/base.yaml", "name: base\nadmin: { password: { derive: 1 } }\n")]);
        await office.StartAgentAsync(Cancellation);
        var tags = new List<string>();
        for (var number = 1; number <= 4; number++)
        {
            var living = await office.PlugInAsync(number, Cancellation);
            tags.Add(await office.ConvergedAsync(number, Cancellation));
            living.Phone.Manner = (PhoneManner)(number - 1);
        }

        office.Repository.Commit("Rename all", ("profiles/base.yaml", "name: base\nadmin: { password: { derive: 1 } }\nstationName: New\n"));
        office.Hurry();

        await office.ConvergedAsync(1, Cancellation, notTag: tags[0]);
        for (var number = 2; number <= 4; number++)
        {
            var phone = await office.AwaitAsync(number, p => p.GetProperty("why").GetString()!.Length > 0 && p.GetProperty("toldAt").GetString() is not null, $"{number} was told", Cancellation);
            Assert.Equal("pending", phone.GetProperty("state").GetString());
            if (resync == "http")
            {
                Assert.Contains("its web server at", phone.GetProperty("why").GetString(), StringComparison.Ordinal);
                Assert.Single(office.AgentLog.Split('\n'), line => line.Contains($"00:25:84:00:00:0{number} could not be told", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Strangers_WithUserAgentsOfGarbage_AreCountedToldOfOnceAndCleaned(int version, string channel)
    {
        await using var asterisk = AsteriskRig.Prepare(new AsteriskRigOptions { Version = version });
        asterisk.WriteFile("pjsip.conf", asterisk.ReadFile("pjsip.conf") + "[999]\ntype=endpoint\naors=999\nauth=999\ncontext=x\n[999]\ntype=auth\nauth_type=userpass\nusername=999\npassword=pw\n[999]\ntype=aor\nmax_contacts=9\n");
        asterisk.WriteFile("sip.conf", asterisk.ReadFile("sip.conf") + "[999]\ntype=friend\nhost=dynamic\nsecret=pw\ncontext=x\n");
        await asterisk.StartAsync(Cancellation);
        await using var office = new PhoneOffice(asterisk, channel, "{ resync: notify, refresh: 1s }", [.. PhoneOffice.Desk(1)]);
        await office.StartAgentAsync(Cancellation);
        await using var stranger = await RegisterAsync(channel == "sip" ? asterisk.ChanSipPort : asterisk.PjsipPort, "evil\u001b[31m" + new string('B', 10_000));
        await office.PlugInAsync(1, Cancellation);
        await office.ConvergedAsync(1, Cancellation);

        await Eventually.HoldsAsync(
            "the stranger is counted",
            TimeSpan.FromSeconds(30),
            async () => (await office.StatusAsync(Cancellation)).GetProperty("phones") is var phones && phones.TryGetProperty("unmanaged", out var count) && count.GetInt32() == 1,
            Cancellation);
        await office.RunAsync(Cancellation, "phones");
        var shown = await office.RunAsync(Cancellation, "phones");

        Assert.Contains("unmanaged: extension 999", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown.Output + office.AgentLog);
        Assert.InRange(shown.Output.Split('\n').Max(line => line.Length), 1, 400);
        Assert.Single(office.AgentLog.Split('\n'), line => line.Contains("Extension 999 is registered from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoDevices_ThatRegisterOneChanSipExtension_AreToldOfOnceAndHoldUpNobody()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = 16 }, Cancellation);
        await using var office = new PhoneOffice(asterisk, "sip", "{ resync: notify, refresh: 1s }", [.. PhoneOffice.Desk(1), .. PhoneOffice.Desk(2)]);
        await office.StartAgentAsync(Cancellation);
        var contested = await office.PlugInAsync(1, Cancellation);
        await office.PlugInAsync(2, Cancellation);
        var before = await office.ConvergedAsync(2, Cancellation);
        await office.ConvergedAsync(1, Cancellation);
        var mine = contested.Phone.Memory;
        for (var turn = 0; turn < 3; turn++)
        {
            await using var other = await RegisterAsync(asterisk.ChanSipPort, mine["SIP_User_Agent_Name"].Replace("$VERSION", "Cisco/SPA504G-7.6.1", StringComparison.Ordinal), mine["User_ID_1_"], mine["Password_1_"]);
            await SeenAtAsync(office, "127.0.0.1");
            await contested.Phone.RegisterAsync(Cancellation);
            await SeenAtAsync(office, contested.Address);
        }

        office.Repository.Commit("Rename", PhoneOffice.Desk(2, "Renamed"));
        office.Hurry();
        await office.ConvergedAsync(2, Cancellation, notTag: before);

        Assert.Single(office.AgentLog.Split('\n'), line => line.Contains("00:25:84:00:00:01 is registered in turn from two addresses", StringComparison.Ordinal));
    }

    private static Task<JsonElement> SeenAtAsync(PhoneOffice office, string address) =>
        office.AwaitAsync(1, p => p.GetProperty("address").GetString() == address, $"it is seen at {address}", Cancellation);

    private static async Task<SipLine> RegisterAsync(int port, string agent, string user = "999", string password = "pw")
    {
        var account = new SipAccount
        {
            Line = 1,
            User = user,
            Password = password,
            AuthenticationUser = user,
            ProxyHost = "127.0.0.1",
            ProxyPort = port,
            LocalPort = 0,
            DisplayName = "Stranger",
            UserAgent = agent,
            RegistrationUserAgent = agent,
            Expires = TimeSpan.FromMinutes(10),
            ChallengesNotify = false,
            DialPlan = "([x*#].)",
        };
        var line = await SipLine.OpenAsync(account, SocketSources.Host, IPAddress.Loopback, Cancellation);
        Assert.Equal(200, await line.RegisterAsync(Cancellation));
        return line;
    }
}
