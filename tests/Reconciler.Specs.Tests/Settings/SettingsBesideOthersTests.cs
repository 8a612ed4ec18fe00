using Reconciler.Core.Explaining;
using Reconciler.Specs.Tests.Shops;

namespace Reconciler.Specs.Tests.Settings;

/// <summary>Typed settings where keys, registrars and service codes have a say in the same elements.</summary>
public sealed class SettingsBesideOthersTests
{
    private const string Elsewhere = "keys: [101, { registrar: { host: sip.itsp.example, user: acct, password: { env: ITSP } } }]\n";

    [Fact]
    public void WayToAsterisk_IsNotTakenByALineThatRegistersElsewhere()
    {
        var elements = new Shop { Phone = Elsewhere + "outboundProxy: 192.0.2.8\ndnsSrv: true\ndtmf: { method: info }" }.Elements();

        Assert.Equal(("192.0.2.8", "Yes", "Yes"), (elements["Outbound_Proxy_1_"], elements["Use_Outbound_Proxy_1_"], elements["Use_DNS_SRV_1_"]));
        Assert.Equal(("", "No", "No", "No"), (elements["Outbound_Proxy_2_"], elements["Use_Outbound_Proxy_2_"], elements["Use_DNS_SRV_2_"], elements["DNS_SRV_Auto_Prefix_2_"]));
        Assert.Equal("INFO", elements["DTMF_Tx_Method_2_"]);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void OutboundProxyOfALine_IsOpenToParameters_WhereTheSettingDoesNotReachIt(int line, bool refused) => Assert.Equal(
        refused,
        new Shop { Phone = Elsewhere + $"outboundProxy: 192.0.2.8\nparameters: {{ Outbound_Proxy_{line}_: proxy.itsp.example }}" }.Findings().Any(f => f.Contains("REC130", StringComparison.Ordinal)));

    [Fact]
    public void Softkeys_OfTheUser_AreKeptThoughTheirCodesAreEmpty() => Assert.Equal(
        "redial|1;unpark|2", new Shop { Phone = "keys: [101]\nsoftkeys: { idle: [redial|1, unpark|2] }" }.Elements()["Idle_Key_List"]);

    [Fact]
    public void Softkeys_PutBack_AreThoseOfAPhoneThatNothingIsSaidOf()
    {
        var plain = new Shop().Elements()["Idle_Key_List"];
        var back = new Shop { Profile = "softkeys: { idle: [redial|1] }", Phone = "keys: [101]\nprofiles: [base]\nfactory: [softkeys.idle]" }.Elements();

        Assert.DoesNotContain("unpark", plain, StringComparison.Ordinal);
        Assert.Equal((plain, "No"), (back["Idle_Key_List"], back["Programmable_Softkey_Enable"]));
    }

    [Fact]
    public void Softkeys_PutBackBesideOthers_LeaveThoseOn()
    {
        var elements = new Shop { Phone = "keys: [101]\nsoftkeys: { idle: [redial|1] }\nfactory: [softkeys.psk1]" }.Elements();

        Assert.Equal(("redial|1", "Yes"), (elements["Idle_Key_List"], elements["Programmable_Softkey_Enable"]));
    }

    [Fact]
    public void Explanation_NamesTheKeyAndEveryPlaceOfASetting()
    {
        var shop = new Shop { Profile = "display: { timeFormat: 24hr }", Phone = "keys: [101]\nprofiles: [base]\ndisplay: { timeFormat: 12hr }" };

        var explained = new Explainer(shop.Read().Fleet!, new NoLineHistory("Not asked for.")).Explain("002584000001").Phone!.Values.Single(v => v.Name == "Time_Format");

        Assert.Equal(("display.timeFormat", "12hr", "phones/one.yaml"), (explained.Key, explained.Value, explained.Source?.Place.File));
        Assert.Equal(("24hr", "profiles/base.yaml"), (explained.Overridden[0].Value, explained.Overridden[0].Source?.Place.File));
    }
}
