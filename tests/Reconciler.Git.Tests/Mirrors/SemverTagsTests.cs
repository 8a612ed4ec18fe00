using Reconciler.Git.Mirrors;

namespace Reconciler.Git.Tests.Mirrors;

public sealed class SemverTagsTests
{
    [Theory]
    [InlineData(">=1.2 <2", "v1.2.0 v1.9.3 v1.10.0 v2.0.0 nightly", "v1.10.0")]
    [InlineData(">=1.2, <2", "1.2.0 v1.3", "v1.3")]
    [InlineData("~1.2", "v1.2.9 v1.3.0", "v1.2.9")]
    [InlineData("^1", "v1.2.9 v1.3.0 v2.0.0-rc.1", "v1.3.0")]
    [InlineData("1.x", "v1.2.9 v2.0.0", "v1.2.9")]
    [InlineData("*", "v1.0.0 v2.0.0-rc.1", "v1.0.0")]
    [InlineData("1.0.0 || 3", "v1.0.0 v2.0.0", "v1.0.0")]
    [InlineData(">=1.0.0-0 <2", "v1.0.0 v1.1.0-rc.1", "v1.1.0-rc.1")]
    [InlineData(">=1.0.0-0 <2", "v1.0.0 v2.0.0-rc.1", "v1.0.0")]
    [InlineData(">=1.0.0-0 <2", "v1.1.0-rc.2 v1.1.0-rc.10", "v1.1.0-rc.10")]
    [InlineData("^1", "release-1.0.0 V1.0.0", "V1.0.0")]
    [InlineData("^2", "v1.0.0", null)]
    public void Highest_OfTheRange_IsChosen(string range, string tags, string? expected) =>
        Assert.Equal(expected, SemverTags.Highest(tags.Split(' '), VersionRange.Parse(range)!));

    [Theory]
    [InlineData("")]
    [InlineData("newest")]
    [InlineData(">=1 ||")]
    [InlineData("1.2.3.4")]
    public void Parse_NoRange_IsNull(string text) => Assert.Null(VersionRange.Parse(text));
}
