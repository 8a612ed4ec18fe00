using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families.Yealink;

namespace Reconciler.Core.Tests.Phones.Families;

public sealed class YealinkDigitMapTests
{
    [Theory]
    [InlineData("([2-9]xx|[x*#].)", "[2-9]xx|[x*#].T")]
    [InlineData("(9xx.|[2-8]xxS0|0xx!)", "9xx.T|[2-8]xx|0xx!")]
    [InlineData("(<12:34>xxS4 | *XX)", "<12:34>xx<T4>|*xx")]
    public void Of_PlanInTheSpecsWords_SaysTheSame(string plan, string map) => Assert.Equal(map, YealinkDigitMap.Of(plan, []));

    [Theory]
    [InlineData("L:8,S:4,(xxx)", "its digit map is a list of sequences without timers in front")]
    [InlineData("(9,xxx)", "its digit map has no words for the sequence \"9,xxx\"")]
    [InlineData("(P5<:101>)", "its digit map has no words for the sequence \"P5<:101>\"")]
    [InlineData("(<9:>xxx)", "its digit map has no words for the sequence \"<9:>xxx\"")]
    [InlineData("([abc]xx)", "its digit map has no words for the sequence \"[abc]xx\"")]
    [InlineData("( | )", "its digit map needs a sequence")]
    public void ProblemOf_PlanThatNoDocumentOfTheMakerHasWordsFor_NamesTheSequence(string plan, string problem)
    {
        Assert.Equal(problem, YealinkDigitMap.ProblemOf(plan));
        Assert.Null(YealinkDigitMap.Of(plan, []));
    }

    [Fact]
    public void Of_EmergencyNumbers_ComeFirst_AndAnyNumberStaysDiallable()
    {
        ImmutableArray<Located<string>> emergency = [PhoneFixture.At("911"), PhoneFixture.At("112")];

        Assert.Equal("911|112|[x*#].T", YealinkDigitMap.Of(null, emergency));
        Assert.Equal("911|112|[2-9]xx", YealinkDigitMap.Of("([2-9]xx)", emergency));
        Assert.Null(YealinkDigitMap.Of(null, []));
    }

    [Fact]
    public void Check_PlanThatAYealinkCannotHave_IsAnErrorInItsOwnFile()
    {
        var phone = PhoneFixture.Phone("T46S", [PhoneFixture.Line(1, "151", "Fred")], [PhoneFixture.LineKey(1, "Fred")]);
        var settings = new SettingsSpec { DialPlan = new("(9,xxx)", new("phones/fred.yaml", 4, 1)) };

        var found = Assert.Single(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone with { Spec = phone.Spec with { Settings = settings }, Settings = settings })));

        Assert.Equal((Severity.Error, "phones/fred.yaml:4:1"), (found.Severity, found.Location.ToString()));
        Assert.Contains("9,xxx", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ServiceCodesNone_AreNoneOnAPhoneThatListensToNone()
    {
        var phone = PhoneFixture.Phone("T46S", [PhoneFixture.Line(1, "151", "Fred")], [PhoneFixture.LineKey(1, "Fred")]);
        var settings = new SettingsSpec { ServiceCodes = new(new(ServiceCodes.None, PhoneFixture.PhoneLocation), [], PhoneFixture.PhoneLocation) };

        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone with { Spec = phone.Spec with { Settings = settings }, Settings = settings })));
    }
}
