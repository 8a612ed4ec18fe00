using System.Text;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.SimulatedPhone;

public sealed class FlatProfileTests
{
    [Fact]
    public void Parse_NestedElements_OnlyLeavesAreParameters()
    {
        var elements = Parse("<flat-profile><System><Ext n='1'><Proxy_1_ ua=\"na\">192.168.2.245</Proxy_1_></Ext></System></flat-profile>");

        Assert.Equal([new ProfileElement("Proxy_1_", "192.168.2.245")], elements);
    }

    [Fact]
    public void Parse_SelfClosingAndEmpty_AreToldApart()
    {
        var elements = Parse("<flat-profile><Left ua=\"rw\"/><Emptied></Emptied></flat-profile>");

        Assert.Equal([new ProfileElement("Left", null), new ProfileElement("Emptied", "")], elements);
    }

    [Theory]
    [InlineData("  Fred 151 ", "Fred 151")]
    [InlineData("one\ntwo", "one two")]
    [InlineData("a &amp; b &lt;c&gt; &#233;", "a & b <c> é")]
    [InlineData("before<!-- said --> after", "before after")]
    [InlineData("<![CDATA[a<b]]>", "a<b")]
    public void Parse_Text_IsTrimmedAndDecoded(string text, string value)
    {
        Assert.Equal([new ProfileElement("X", value)], Parse($"<flat-profile><X>{text}</X></flat-profile>"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<flat-profile>")]
    [InlineData("<profile><X>1</X></profile>")]
    [InlineData("<flat-profile><Proxy_1_>192.168.2.245</proxy_1_></flat-profile>")]
    [InlineData("<flat-profile><Station Name ua=\"na\">Asterisk</Station Name></flat-profile>")]
    [InlineData("<!DOCTYPE x><flat-profile/>")]
    public void Rejects_WhatIsNoProfile(string text)
    {
        Assert.Throws<ProfileRejectedException>(() => Parse(text));
    }

    private static IReadOnlyList<ProfileElement> Parse(string text) => FlatProfile.Parse(Encoding.UTF8.GetBytes(text));
}
