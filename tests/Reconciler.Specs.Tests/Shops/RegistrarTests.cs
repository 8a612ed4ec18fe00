using Reconciler.Reconciliation.Hosts;

namespace Reconciler.Specs.Tests.Shops;

/// <summary>A line of a phone that registers elsewhere.</summary>
public sealed class RegistrarTests
{
    private const string Key = "{ registrar: { host: sip.itsp.example, user: acct, password: { env: ITSP } }, label: Outside }";

    [Fact]
    public void Registrar_OnASecondKey_IsALineOfItsOwn()
    {
        var elements = new Shop { Phone = $"keys: [101, {Key}]" }.Elements();

        Assert.Equal("2", elements["Extension_2_"]);
        Assert.Equal("Outside", elements["Short_Name_2_"]);
        Assert.Equal("", elements["Extended_Function_2_"]);
        Assert.Equal("Yes", elements["Line_Enable_2_"]);
        Assert.Equal(("sip.itsp.example", "acct", "No", ""), (elements["Proxy_2_"], elements["User_ID_2_"], elements["Use_Auth_ID_2_"], elements["Auth_ID_2_"]));
        Assert.Equal(("acct", "UDP", "3600"), (elements["Display_Name_2_"], elements["SIP_Transport_2_"], elements["Register_Expires_2_"]));
        Assert.Contains("env:ITSP", elements["Password_2_"], StringComparison.Ordinal);
        Assert.Equal(("192.0.2.5", "101"), (elements["Proxy_1_"], elements["User_ID_1_"]));
    }

    [Fact]
    public void Registrar_WithEverythingSaid_IsWrittenAsSaid()
    {
        var elements = new Shop
        {
            Phone = """keys: [101, { registrar: { host: sip.itsp.example, port: 5081, user: "+1361", authUser: login, password: { file: itsp }, transport: tls, expires: 5m, nat: true }, displayName: Shop }]""",
        }.Elements();

        Assert.Equal(("sip.itsp.example:5081", "+1361", "Yes", "login"), (elements["Proxy_2_"], elements["User_ID_2_"], elements["Use_Auth_ID_2_"], elements["Auth_ID_2_"]));
        Assert.Equal(("Shop", "TLS", "300"), (elements["Display_Name_2_"], elements["SIP_Transport_2_"], elements["Register_Expires_2_"]));
        Assert.Equal(("Yes", "No", "Yes"), (elements["NAT_Mapping_Enable_2_"], elements["NAT_Mapping_Enable_1_"], elements["Symmetric_RTP"]));
    }

    [Fact]
    public void Registrar_WithTls_IsAtThePortOfTls() => Assert.Equal(
        "sip.itsp.example:5061",
        new Shop { Phone = "keys: [101, { registrar: { host: sip.itsp.example, user: acct, password: { env: ITSP }, transport: tls } }]" }.Elements()["Proxy_2_"]);

    [Fact]
    public void Registrar_GoesIntoNoFileOfAsterisks()
    {
        var with = new Shop { Phone = $"keys: [101, {Key}]" };

        Assert.Equivalent(new Shop().Pbx().Sip.Select(s => s.Name), with.Pbx().Sip.Select(s => s.Name), strict: true);
        Assert.DoesNotContain("itsp", string.Concat(with.Pbx().Dialplan.SelectMany(c => c.Lines).Select(l => l.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public void Registrar_OnTheFirstKey_LeavesNumbersToTheLineOfOurs()
    {
        var elements = new Shop { Phone = $"keys: [{Key}, 101, {{ blf: 102 }}, {{ speedDial: 103 }}]" }.Elements();

        Assert.Equal(("1", "2"), (elements["Extension_1_"], elements["Extension_2_"]));
        Assert.EndsWith(";vid=2", elements["Extended_Function_3_"], StringComparison.Ordinal);
        Assert.EndsWith(";vid=2", elements["Extended_Function_4_"], StringComparison.Ordinal);
        Assert.Equal("$REGTMR2 gt 300 and $PRVTMR ge 600", elements["Resync_Trigger_1"]);
    }

    [Fact]
    public void Registrar_OnAPhoneWithoutLineKeys_IsItsLine()
    {
        var elements = new Shop { Model = "SPA502G", Phone = $"keys: [{Key}]" }.Elements();

        Assert.Equal(("1", "Outside", "acct"), (elements["Extension_1_"], elements["Short_Name_1_"], elements["User_ID_1_"]));
    }

    [Fact]
    public void Registrar_TakenAway_LeavesAFactoryLine()
    {
        var elements = new Shop().Elements();

        Assert.Equal(("No", "", "", ""), (elements["Line_Enable_2_"], elements["User_ID_2_"], elements["Proxy_2_"], elements["Password_2_"]));
    }

    [Fact]
    public void Registrar_ItsPassword_IsOneOfTheHostsSecrets() => Assert.Single(
        SecretReferences.Of(new Shop { Phone = $"keys: [101, {Key}]" }.ToFleet()),
        s => s.Value.ToString().Contains("phone/002584000001/registrar/sip.itsp.example/acct#env:ITSP", StringComparison.Ordinal));

    [Theory]
    [InlineData("{ registrar: { host: sip.itsp.example, user: acct } }", "REC021")]
    [InlineData("{ registrar: { host: sip.itsp.example, user: acct, password: s3cret } }", "REC026")]
    [InlineData("{ registrar: { host: sip.itsp.example, user: acct, password: { derive: 1 } } }", "REC022")]
    [InlineData("{ registrar: { host: \"a b\", user: acct, password: { env: A } } }", "REC024")]
    public void Registrar_ThatCannotBe_IsRefusedWithoutItsPassword(string key, string code)
    {
        var findings = new Shop { Phone = $"keys: [101, {key}]" }.Findings();

        Assert.Contains(findings, f => f.Contains(code, StringComparison.Ordinal));
        Assert.DoesNotContain(findings, f => f.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public void Registrar_OnAConsole_IsRefused() => Assert.NotEmpty(new Shop { Phone = $"keys: [101]\nconsole: [{Key}]" }.Findings());
}
