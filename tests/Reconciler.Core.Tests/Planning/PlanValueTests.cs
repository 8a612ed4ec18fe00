using Reconciler.Core.Planning;

namespace Reconciler.Core.Tests.Planning;

public sealed class PlanValueTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(90, "90s")]
    [InlineData(300, "5m")]
    [InlineData(5400, "90m")]
    [InlineData(7200, "2h")]
    [InlineData(1_209_600, "336h")]
    public void Duration_IsWrittenAsSpecsHaveIt(int seconds, string text) => Assert.Equal(text, PlanValue.OfDuration(TimeSpan.FromSeconds(seconds)).Text);
}
