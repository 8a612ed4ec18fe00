using Reconciler.Agent.Serving;
using Reconciler.Testing.Servers;

namespace Reconciler.Agent.Tests.Serving;

public sealed class PhoneCertificateTests
{
    [Theory]
    [InlineData("CN=002584061156", "002584061156")]
    [InlineData("CN=\"SPA525G, MAC: 002584061156, Serial: CBT141400UK\", O=Cisco", "002584061156")]
    [InlineData("CN=SPA525G, OU=00:25:84:06:11:56", "002584061156")]
    [InlineData("CN=SPA525G-00-25-84-06-11-56", "002584061156")]
    [InlineData("SERIALNUMBER=PID:SPA525G SN:002584061156", "002584061156")]
    [InlineData("CN=002584AABBCC, OU=002584aabbcc", "002584aabbcc")]
    public void Subject_WithOneMac_NamesThePhone(string subject, string mac) => Assert.Equal(mac, MacOf(subject));

    [Theory]
    [InlineData("CN=SPA525G")]
    [InlineData("CN=002584061156, OU=002584061157")]
    [InlineData("L=002584061156")]
    [InlineData("CN=0025840611567")]
    [InlineData("CN=x002584061156")]
    [InlineData("CN=\"x, OU=y\"")]
    public void Subject_WithNoneOrSeveral_NamesNobody(string subject) => Assert.Null(MacOf(subject));

    private static string? MacOf(string subject)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.ForPhone(subject);
        return PhoneCertificate.MacOf(certificate)?.ToString();
    }
}
