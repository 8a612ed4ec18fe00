using System.Net;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

public sealed class PhoneNetworksTests
{
    private static readonly PhoneNetworks Everything = new([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("224.0.1.75")]
    [InlineData("ff02::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("192.168.2")]
    [InlineData("localhost")]
    [InlineData("phone.example.com")]
    [InlineData("")]
    public void Refuses_WhatIsNoPhones_HoweverWideTheNetworks(string address) => Assert.NotNull(Everything.Refusal(address));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.9")]
    [InlineData("192.168.2.151")]
    [InlineData("::ffff:192.168.2.151")]
    [InlineData("fd00:1::151")]
    public void Accepts_PrivateAddresses_ByDefault(string address) => Assert.Null(PhoneNetworks.Private.Refusal(address));

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("172.32.0.1")]
    [InlineData("2001:db8::9")]
    public void Refuses_PublicAddresses_ByDefault_AndSaysWhichKey(string address) =>
        Assert.Contains("phones.networks", PhoneNetworks.Private.Refusal(address), StringComparison.Ordinal);

    [Theory]
    [InlineData("192.168.2.0/24")]
    [InlineData("fd00:1::/64")]
    [InlineData("0.0.0.0/0")]
    public void Parse_ANetwork_IsTaken(string text) => Assert.True(PhoneNetworks.TryParse(text, out _, out _));

    [Theory]
    [InlineData("192.168.2.1/24")]
    [InlineData("192.168.2.0")]
    [InlineData("10/8")]
    [InlineData("127.0.0.0/8")]
    [InlineData("169.254.169.254/32")]
    [InlineData("::1/128")]
    public void Parse_WhatIsNone_OrOfNoPhone_IsRefused(string text)
    {
        Assert.False(PhoneNetworks.TryParse(text, out _, out var why));
        Assert.NotEmpty(why);
    }
}
