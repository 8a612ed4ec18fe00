namespace Reconciler.Specs.Tests.Shops;

/// <summary>One setting moves phones and Asterisk to another transport, and to encrypted audio.</summary>
public sealed class TransportTests
{
    [Theory]
    [InlineData("", "UDP", "192.0.2.5")]
    [InlineData("transport: tcp", "TCP", "192.0.2.5")]
    [InlineData("transport: tls", "TLS", "192.0.2.5:5061")]
    [InlineData("transport: tls, port: 5071", "TLS", "192.0.2.5:5071")]
    [InlineData("transport: tls, port: 5060", "TLS", "192.0.2.5:5060")]
    public void Transport_OfTheSite_IsThatOfEveryLine(string asterisk, string transport, string proxy)
    {
        var elements = new Shop { Asterisk = asterisk }.Elements();

        Assert.Equal((transport, transport, proxy), (elements["SIP_Transport_1_"], elements["SIP_Transport_4_"], elements["Proxy_1_"]));
    }

    [Theory]
    [InlineData("transport: tls", "No", "x-sipura", null, null)]
    [InlineData("transport: tls, srtp: optional", "Yes", "s-descriptor", "media_encryption=sdes", "media_encryption_optimistic=yes")]
    [InlineData("transport: tls, srtp: required", "Yes", "s-descriptor", "media_encryption=sdes", "media_encryption_optimistic=no")]
    public void Srtp_OfTheSite_MovesBothSides(string asterisk, string asks, string method, string? encryption, string? optimistic)
    {
        var shop = new Shop { Asterisk = asterisk };
        var (elements, section) = (shop.Elements(), shop.Section("101"));

        Assert.Equal((asks, method), (elements["Secure_Call_Setting"], elements["SRTP_Method"]));
        Assert.Equal(encryption, section.FirstOrDefault(s => s.StartsWith("media_encryption=", StringComparison.Ordinal)));
        Assert.Equal(optimistic, section.FirstOrDefault(s => s.StartsWith("media_encryption_optimistic=", StringComparison.Ordinal)));
    }

    [Fact]
    public void Transport_WithChanSip_IsThatOfThePeers()
    {
        var section = new Shop { Asterisk = "channel: sip, transport: tls, srtp: required" }.Section("101");

        Assert.Superset(new HashSet<string>(["transport=tls", "encryption=yes"]), section.ToHashSet());
    }

    [Theory]
    [InlineData("endpoint: { transport: transport-tls }", "REC116")]
    [InlineData("transport: tls, endpoint: { transport: transport-udp }", "REC116")]
    [InlineData("transport: tcp, endpoint: { transport: my_tls_1 }", "REC116")]
    [InlineData("endpoint: { media_encryption: sdes }", "REC071")]
    [InlineData("channel: sip, endpoint: { transport: tls }", "REC071")]
    [InlineData("channel: sip, endpoint: { encryption: \"yes\" }", "REC071")]
    [InlineData("channel: sip, transport: tls, srtp: optional", "REC116")]
    [InlineData("srtp: required", "REC117")]
    [InlineData("transport: ws", "REC023")]
    public void Transport_ThatBothSidesCannotHave_IsFoundAtItsLine(string asterisk, string code)
    {
        var finding = Assert.Single(new Shop { Asterisk = asterisk }.Findings());

        Assert.StartsWith("site.yaml:3:", finding, StringComparison.Ordinal);
        Assert.Contains(code, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Secure_Call_Setting: \"No\"")]
    [InlineData("SRTP_Method: x-sipura")]
    public void Srtp_AgainstAParameter_IsFoundAtItsLine(string parameter)
    {
        var finding = Assert.Single(new Shop { Asterisk = "transport: tls, srtp: required", Phone = $"keys: [101]\nparameters: {{ {parameter} }}" }.Findings());

        Assert.StartsWith("phones/one.yaml:4:", finding, StringComparison.Ordinal);
        Assert.Contains("REC116", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Srtp_LeftToAParameter_IsWhatItSays()
    {
        var elements = new Shop { Phone = "keys: [101]\nparameters: { Secure_Call_Setting: \"Yes\", SRTP_Method: s-descriptor }" }.Elements();

        Assert.Equal(("Yes", "s-descriptor"), (elements["Secure_Call_Setting"], elements["SRTP_Method"]));
    }

    [Theory]
    [InlineData("transport: tls, endpoint: { transport: transport-tls }")]
    [InlineData("endpoint: { transport: lan }")]
    public void Transport_OfEndpointsThatFits_IsTaken(string asterisk) => Assert.Empty(new Shop { Asterisk = asterisk }.Findings());
}
