using Reconciler.Agent.Serving;
using Reconciler.Core.Secrets;

namespace Reconciler.Agent.Tests.Serving;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:8067", "127.0.0.1:8067")]
    [InlineData("[::1]:8067", "[::1]:8067")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    [InlineData("localhost:8067", "127.0.0.1:8067")]
    public void Accepts_AnAddressOfThisHost(string text, string endPoint) =>
        Assert.Equal(endPoint, ListenAddress.Parse(text, "http.listen").EndPoint.ToString());

    [Theory]
    [InlineData("pbx.example.com:8067")]
    [InlineData("localhost:99999")]
    public void Rejects_WhatIsNone(string text)
    {
        var exception = Assert.Throws<HostConfigurationException>(() => ListenAddress.Parse(text, "http.listen"));

        Assert.Contains("http.listen", exception.Message, StringComparison.Ordinal);
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
    }
}
