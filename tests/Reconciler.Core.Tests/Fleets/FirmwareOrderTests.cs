using Reconciler.Core.Fleets;

namespace Reconciler.Core.Tests.Fleets;

public sealed class FirmwareOrderTests
{
    [Theory]
    [InlineData("7.5.2", "7.5.2b")]
    [InlineData("7.5.2b", "7.5.5")]
    [InlineData("7.5.9", "7.5.10")]
    [InlineData("7.6", "7.6.0")]
    [InlineData("7.6.2", "7.6.2(SR1)")]
    [InlineData("7.6.2(SR1)", "7.6.2(SR2)")]
    [InlineData("7.6.9", "99999999999999999999999999999.1")]
    public void IsOlder_IsByPartsAndNumbersFirst(string older, string newer)
    {
        Assert.True(FirmwareOrder.IsOlder(older, newer));
        Assert.False(FirmwareOrder.IsOlder(newer, older));
    }

    [Theory]
    [InlineData("7.6.2", "7.6.2")]
    [InlineData("7.6.2", "7.06.2")]
    public void IsOlder_OfTheSame_IsNo(string one, string other) => Assert.False(FirmwareOrder.IsOlder(one, other) || FirmwareOrder.IsOlder(other, one));
}
