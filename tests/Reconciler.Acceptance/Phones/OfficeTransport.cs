using System.Globalization;
using Reconciler.Testing;
using Reconciler.Testing.Servers;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.Phones;

/// <summary>How the phones of an office fetch what they need.</summary>
/// <param name="Site">The key <c>provisioning</c> of site.yaml; HTTP and HTTPS stand for the servers.</param>
/// <param name="First">Where a phone is sent by DHCP, likewise.</param>
/// <param name="Authority">The authority of the server's certificate and of the phones'; null: there is no TLS.</param>
internal sealed record OfficeTransport(string Site, string First, TestAuthority? Authority)
{
    private const string Bootstraps = "/spa$PSN.cfg";

    public static OfficeTransport Http { get; } = new("{ url: \"HTTP\" }", "HTTP" + Bootstraps, null);

    /// <summary>Everything by TLS, to phones that prove who they are.</summary>
    public static OfficeTransport Https(TestAuthority authority) => new("{ url: \"HTTPS\" }", "HTTPS" + Bootstraps, authority);

    /// <summary>By HTTP, with keys that are fetched by TLS.</summary>
    public static OfficeTransport Keys(TestAuthority authority, bool encrypt) =>
        new($"{{ url: \"HTTP\", keyUrl: \"HTTPS\", encrypt: {(encrypt ? "true" : "false")} }}", "HTTP" + Bootstraps, authority);

    public string Provisioning(int http, int https) => Put(Site, http, https);

    public string Bootstrap(int http, int https) => Put(First, http, https);

    /// <summary>More of the agent's <c>served</c>.</summary>
    public string Served(int https) => Authority is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $", https: {{ listen: \"127.0.0.1:{https}\", certificateFile: https.pem, keyFile: https.key, clientCertificates: required, clientCaFile: ca.pem }}");

    public void WriteFiles(TemporaryFolder folder)
    {
        if (Authority is not null)
        {
            var (certificate, key) = Authority.ForServer();
            folder.Write("ca.pem", Authority.Pem);
            folder.Write("https.pem", certificate);
            File.SetUnixFileMode(folder.Write("https.key", key), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public PhoneIdentity Equip(PhoneIdentity identity) => Authority is null ? identity : identity with
    {
        Certificate = Authority.ForPhone($"CN={identity.ProductName}, OU={identity.Mac}"),
        TrustedAuthority = Authority.Certificate,
    };

    private static string Put(string text, int http, int https) => text
        .Replace("HTTPS", string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{https}"), StringComparison.Ordinal)
        .Replace("HTTP", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{http}"), StringComparison.Ordinal);
}
