using CsCheck;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Tests.Inventory;

public sealed class UserAgentTests
{
    [Theory]
    [InlineData("Cisco/SPA525G-7.2.30 cfg/0a1b2c3d", "SPA525G", "7.2.30", "0a1b2c3d")]
    [InlineData("Cisco/SPA504G-7.6.2(SR1) cfg/ffffffff", "SPA504G", "7.6.2(SR1)", "ffffffff")]
    [InlineData("Cisco/SPA525G2-7.5.2b", "SPA525G2", "7.5.2b", null)]
    [InlineData("Linphone/5.2 cfg/0a1b2c3d", null, null, "0a1b2c3d")]
    [InlineData("Cisco/SPA525G-7.2.30 cfg/0A1B2C3D", "SPA525G", "7.2.30", null)]
    [InlineData("Cisco/SPA525G-7.2.30 cfg/0a1b2c3d4", "SPA525G", "7.2.30", null)]
    [InlineData("Cisco/SPA525G- cfg/", null, null, null)]
    [InlineData("", null, null, null)]
    [InlineData(null, null, null, null)]
    public void Parse_WhatPhonesSay_IsTakenApart(string? text, string? model, string? firmware, string? tag)
    {
        var agent = UserAgent.Parse(text);

        Assert.Equal(model, agent.Model);
        Assert.Equal(firmware, agent.Firmware);
        Assert.Equal(tag, agent.Tag);
        Assert.False(agent.IsGarbled);
    }

    [Fact]
    public void Parse_ControlCharacters_AreReplacedAndReported()
    {
        var agent = UserAgent.Parse("Cisco/SPA504G-7.6.2\u001b[31m\u202e cfg/0a1b2c3d");

        Assert.Equal("Cisco/SPA504G-7.6.2?[31m? cfg/0a1b2c3d", agent.Text);
        Assert.True(agent.IsGarbled);
    }

    [Fact]
    public void Parse_TenThousandCharacters_AreCutShort()
    {
        var agent = UserAgent.Parse(new string('B', 10_000));

        Assert.Equal(120, agent.Text.Length);
        Assert.True(agent.IsGarbled);
        Assert.Null(agent.Tag);
    }

    [Fact]
    public void Parse_AnyText_IsPrintableAndShortAndNeverThrows() => Gen.String[0, 400].Sample(text =>
    {
        var agent = UserAgent.Parse(text);
        Assert.True(agent.Text.Length <= 120 && agent.Text.All(c => c is >= ' ' and <= '~'));
        Assert.True(agent.Tag is null || agent.Tag.Length == 8);
    });
}
