namespace Reconciler.Specs.Tests.Shops;

public sealed class ProfileKeyTests
{
    [Theory]
    [InlineData("http://pbx.example.com:8067")]
    [InlineData("tftp://192.0.2.1")]
    [InlineData("https://pbx.example.com/keys")]
    public void Keys_ByAnythingButTls_AreRefused_WithTheReason(string url)
    {
        var finding = Assert.Single(new Shop { Provisioning = $"keyUrl: \"{url}\"" }.Findings());

        Assert.Contains("a key that travels in the clear is none", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_ByTls_AreFetchedBeforeTheProfile()
    {
        var elements = new Shop { Provisioning = "keyUrl: \"https://pbx.example.com:8443\", encrypt: true" }.Elements();

        Assert.Equal("https://pbx.example.com:8443/keys/xml/spa$MA.xml", elements["Profile_Rule"]);
        Assert.StartsWith("[--key $SA] ", elements["Profile_Rule_B"], StringComparison.Ordinal);
    }

    [Fact]
    public void Port_ThatIsNone_IsFoundInEachAddress() =>
        Assert.Equal(2, new Shop { Provisioning = "keyUrl: \"https://pbx:99999\", firmwareUrl: \"http://pbx:0\"" }.Findings().Length);
}
