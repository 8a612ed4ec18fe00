using Reconciler.Testing.SimulatedPhone;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Acceptance.SimulatedPhone;

public sealed class RuleTests
{
    private static readonly FactoryPhone Phone = new(new PhoneIdentity { Mac = "002584d8d147", ProductName = "SPA525G" });
    private static readonly IReadOnlyDictionary<string, string> Variables =
        new PhoneVariables { Address = "192.168.2.167", Registration1Failing = TimeSpan.FromMinutes(5) }.For(Phone);

    [Theory]
    [InlineData("/spa$PSN.cfg", "/spa525G.cfg")]
    [InlineData("/xml/spa$MA.xml", "/xml/spa002584d8d147.xml")]
    [InlineData("$MAU $MAC $PN $SWVER $IP", "002584D8D147 00:25:84:d8:d1:47 SPA525G 7.1.3 192.168.2.167")]
    [InlineData("$(MA)x$(MA:6) $(MA:6:2) $(MA:20)", "002584d8d147xd8d147 d8 ")]
    [InlineData("$$MA $UNKNOWN $(UNKNOWN) $ $(MA", "$MA $UNKNOWN $(UNKNOWN) $ $(MA")]
    [InlineData("$REGTMR1/$REGTMR2", "300/0")]
    public void Macros_Expand(string text, string expanded) => Assert.Equal(expanded, Macros.Expand(text, Variables));

    [Fact]
    public void Macros_InsertedText_IsNotExpandedAgain()
    {
        Assert.Equal("$MA", Macros.Expand("$A", new Dictionary<string, string> { ["A"] = "$MA", ["MA"] = "no" }));
    }

    [Theory]
    [InlineData("7.1.3 ne 7.2.30", true)]
    [InlineData("7.2.30 ne 7.2.30", false)]
    [InlineData("7.5.2 lt 7.5.2b", true)]
    [InlineData("7.5.2b lt 7.5.10", true)]
    [InlineData("7.6.2(SR1) gt 7.6.2", true)]
    [InlineData("300 gt 120", true)]
    [InlineData("300>120 and 1<=0", false)]
    [InlineData("300>120 and 1>=0", true)]
    [InlineData("\"a b\" = \"a b\"", true)]
    [InlineData("\"7.10\" != \"7.1\"", true)]
    [InlineData("", false)]
    [InlineData("7.1.3", false)]
    [InlineData("7.1.3 ne", false)]
    [InlineData("7.1.3 like 7.1.3", false)]
    [InlineData("1 eq 1 or 1 eq 1", false)]
    [InlineData("1 eq 1 and", false)]
    public void Condition_Holds(string condition, bool holds) => Assert.Equal(holds, RuleCondition.Holds(condition));

    [Theory]
    [InlineData("( $SWVER ne 7.2.30 )? tftp://192.168.2.245/sw/spa525g-7-2-30.bin", "tftp://192.168.2.245/sw/spa525g-7-2-30.bin")]
    [InlineData("($SWVER lt 7.1.0)? /old.bin | ($SWVER lt 7.6.2(SR1))? /step.bin | /new.bin", "/step.bin")]
    [InlineData("($SWVER gt 7.6.2)? /old.bin | /new.bin", "/new.bin")]
    [InlineData("/spa$PSN.cfg", "/spa525G.cfg")]
    public void Rule_FirstAlternativeThatHolds_Applies(string rule, string url) => Assert.Equal(url, ProvisioningRule.Evaluate(rule, Variables)?.Url);

    [Theory]
    [InlineData("")]
    [InlineData("( $SWVER ne 7.1.3 )? /new.bin")]
    public void Rule_NothingHolds_AppliesNot(string rule) => Assert.Null(ProvisioningRule.Evaluate(rule, Variables));

    [Fact]
    public void Rule_OptionsAndAssignments_AreRead()
    {
        var target = ProvisioningRule.Evaluate("( GPP_A = \"x|y;z\" ; GPP_B = ; )! [--key \"a phrase\"] http://h:8067/spa$MA.xml", Variables);

        Assert.NotNull(target);
        Assert.Equal("http://h:8067/spa002584d8d147.xml", target.Url);
        Assert.Equal("--key \"a phrase\"", target.Options);
        Assert.Equal([new("GPP_A", "x|y;z"), new("GPP_B", "")], target.Assignments);
    }

    [Theory]
    [InlineData("/spa525G.cfg", "tftp://192.168.2.245/spa525G.cfg")]
    [InlineData("http://h:8067/a.xml", "http://h:8067/a.xml")]
    [InlineData("HTTP://h:80/a.xml", "http://h/a.xml")]
    [InlineData("h:6969/a.xml", "tftp://h:6969/a.xml")]
    public void Url_MissingParts_AreFilledIn(string text, string url) => Assert.Equal(url, PhoneUrl.Parse(text, "192.168.2.245")?.ToString());

    [Theory]
    [InlineData("/spa525G.cfg", null)]
    [InlineData("spa525G.cfg", "192.168.2.245")]
    public void Url_WithoutServerOrPath_IsNone(string text, string? server) => Assert.Null(PhoneUrl.Parse(text, server));
}
