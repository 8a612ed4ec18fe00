namespace Reconciler.Specs.Tests.Shops;

/// <summary>An address that a resolver, a phone and a person read differently is refused: of octal, hexadecimal, shortened and decimal forms each has another idea. So is IPv6.</summary>
public sealed class HostNameTests
{
    public static TheoryData<string, bool> Hosts => new()
    {
        { "192.168.2.245", true },
        { "pbx", true },
        { "pbx.example.com", true },
        { "1pbx.3com.example", true },
        { "xn--bcher-kva.xn--p1ai", true },
        { "192.168.002.245", false },
        { "192.168.1", false },
        { "0xC0A802F5", false },
        { "0x7f.0.0.1", false },
        { "3232236277", false },
        { "1.2.3.4.5", false },
        { "256.1.1.1", false },
        { "0.0.0.0", false },
        { "224.0.0.1", false },
        { "pbx..example.com", false },
        { "-pbx.example.com", false },
        { "pbx-.example.com", false },
        { "2001:db8::1", false },
        { "[2001:db8::1]", false },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Host_OfAsterisk_IsANameOrAWholeAddress(string host, bool taken) => Judges(new Shop { Host = host }, taken);

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Host_OfTheProvisioningUrl_IsANameOrAWholeAddress(string host, bool taken)
    {
        Judges(new Shop { Url = "tftp://" + host }, taken);
        Judges(new Shop { Url = $"http://{host}:8067" }, taken);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Host_OfALogServer_IsANameOrAWholeAddress(string host, bool taken)
    {
        Judges(new Shop { Profile = $"syslog: {{ server: \"{host}\" }}" }, taken);
        Judges(new Shop { Profile = $"syslog: {{ debugServer: \"{host}\" }}" }, taken);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Host_OfAnXmlService_IsANameOrAWholeAddress(string host, bool taken) =>
        Judges(new Shop { Phone = $"keys: [101, {{ xml: \"http://{host}/menu.xml\", label: Menu }}]" }, taken);

    [Theory]
    [InlineData("192.168.2.151", true)]
    [InlineData("192.168.002.151", false)]
    [InlineData("192.168.2", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("239.1.2.3", false)]
    [InlineData("phone.example.com", false)]
    [InlineData("2001:db8::1", false)]
    public void Address_OfAPhone_IsOneThatAPhoneCanHave(string address, bool taken) => Judges(new Shop { Phone = $"address: \"{address}\"\nkeys: [101]" }, taken);

    private static void Judges(Shop shop, bool taken)
    {
        var errors = shop.Findings().Where(f => f.Contains(" error ", StringComparison.Ordinal)).ToArray();
        if (taken)
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.Contains(errors, e => e.Contains(" error REC02", StringComparison.Ordinal));
        }
    }
}
