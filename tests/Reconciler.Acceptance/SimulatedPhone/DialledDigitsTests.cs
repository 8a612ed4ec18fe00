using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.SimulatedPhone;

public sealed class DialledDigitsTests
{
    private const string Factory = "(*xx|[3469]11|0|00|[2-9]xxxxxx|1xxx[2-9]xxxxxxS0|xxxxxxxxxxxx.)";

    [Theory]
    [InlineData("([x*#].)", "**151", "**151")]
    [InlineData("(911S0|[x*#].)", "911", "911")]
    [InlineData(Factory, "411", "411")]
    [InlineData(Factory, "13615551212", "13615551212")]
    [InlineData(Factory, "*97", "*97")]
    [InlineData("(<9:>xxx|xxxx)", "9151", "151")]
    [InlineData("(<:1361>xxxxxxx)", "5551212", "13615551212")]
    [InlineData("(9,xxxxxxx|L:8,S:4,(x))", "95551212", "95551212")]
    [InlineData("(1x. | 2xx)", "151", "151")]
    [InlineData("(P5<:1000>|xxxx)", "", "1000")]
    public void Apply_MatchingSequence_GivesWhatIsSent(string plan, string dialled, string sent) => Assert.Equal(sent, DialledDigits.Apply(plan, dialled));

    [Theory]
    [InlineData(Factory, "151")]
    [InlineData("(1900xxxxxxx!|1xxxxxxxxxx)", "19005551212")]
    [InlineData("([x*].)", "#1")]
    [InlineData("(xxx)", "1510")]
    public void Apply_NoMatchOrBarred_GivesNothing(string plan, string dialled) => Assert.Null(DialledDigits.Apply(plan, dialled));
}
