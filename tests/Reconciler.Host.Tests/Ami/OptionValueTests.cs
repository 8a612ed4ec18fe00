using Reconciler.Host.Ami;

namespace Reconciler.Host.Tests.Ami;

public sealed class OptionValueTests
{
    [Theory]
    [InlineData("yes", "true", true)]
    [InlineData("no", "No", true)]
    [InlineData("yes", "false", false)]
    [InlineData("3", "3.000000", true)]
    [InlineData("3", "4", false)]
    [InlineData("rfc4733", "rfc4733", true)]
    [InlineData("rfc4733", "auto", false)]
    [InlineData("de", "", false)]
    public void Same_SwitchesNumbersAndWords(string intended, string found, bool same) => Assert.Equal(same, OptionValue.Same(intended, found));

    [Theory]
    [InlineData("ef", "184", true)]
    [InlineData("reinvite", "invite", true)]
    [InlineData("184", "96", false)]
    public void MayBeSame_OnlyNumbersCanDiffer(string intended, string found, bool same) => Assert.Equal(same, OptionValue.MayBeSame(intended, found));

    [Theory]
    [InlineData("1,3-5", "1, 3, 4, 5", true)]
    [InlineData("1", "1, 2", false)]
    [InlineData("", "", true)]
    public void SameGroups_Ranges(string intended, string found, bool same) => Assert.Equal(same, OptionValue.SameGroups(intended, found));

    [Theory]
    [InlineData("\"Sally; \\\"the\\\" boss\" <152>", "\"Sally; \"the\" boss\" <152>", true)]
    [InlineData("\"\" <151>", "151", true)]
    [InlineData("\"Fred\" <151>", "\"Frieda\" <151>", false)]
    public void SameCallerId_HoweverQuoted(string intended, string found, bool same) => Assert.Equal(same, OptionValue.SameCallerId(intended, found));

    [Theory]
    [InlineData("2001:DB8:0::1", "2001:db8::1", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    public void SameAddress_HoweverWritten(string intended, string found, bool same) => Assert.Equal(same, OptionValue.SameAddress(intended, found));

    [Fact]
    public void Lists_OrderCountsForCodecsOnly()
    {
        Assert.True(OptionValue.SameSequence("g722,ulaw", "(g722|ulaw)"));
        Assert.False(OptionValue.SameSequence("ulaw,g722", "(g722|ulaw)"));
        Assert.True(OptionValue.SameSet("b,a", "a, b"));
    }
}
