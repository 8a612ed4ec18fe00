using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Reconciler.Testing.Networking;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>Fetches what a rule points at, by TFTP or HTTP, from the phone's own network.</summary>
public sealed class ProfileFetcher(PhoneIdentity identity, SocketSource sockets) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = sockets(SocketType.Stream);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = Tls(identity),
    });

    /// <summary>How the phone names itself to web servers; the 525G leaves its hardware address out.</summary>
    public string UserAgent => identity.IsYealink ? $"{identity.Version} {identity.MacWithColons}"
        : identity.ProductName.StartsWith("SPA525", StringComparison.Ordinal)
        ? $"Cisco/{identity.ProductName}-{identity.SoftwareVersion} ({identity.SerialNumber})"
        : $"Cisco/{identity.ProductName}-{identity.SoftwareVersion} ({identity.Mac.ToUpperInvariant()})({identity.SerialNumber})";

    /// <summary>Fetches a file.</summary>
    /// <exception cref="FetchFailedException">The server refused it, lacks it, did not answer, or sent less than it announced.</exception>
    public async Task<byte[]> FetchAsync(PhoneUrl url, CancellationToken cancellationToken) => url.Scheme switch
    {
        "tftp" => await FetchByTftpAsync(url, cancellationToken),
        "http" or "https" => await FetchByHttpAsync(url, cancellationToken),
        _ => throw new FetchFailedException($"The phone does not speak {url.Scheme}.", notFound: false),
    };

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static SslClientAuthenticationOptions Tls(PhoneIdentity identity)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        if (identity.TrustedAuthority is { } authority)
        {
            trust.CustomTrustStore.Add(authority);
        }

        return new SslClientAuthenticationOptions { CertificateChainPolicy = trust, ClientCertificates = identity.Certificate is { } own ? [own] : null };
    }

    private async Task<byte[]> FetchByTftpAsync(PhoneUrl url, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(url.Server, AddressFamily.InterNetwork, cancellationToken);
        var transfer = await new TftpClient(sockets).FetchAsync(new IPEndPoint(addresses[0], url.Port), url.Path, cancellationToken);
        return transfer.AnnouncedSize is { } size && size != transfer.Content.Length
            ? throw new FetchFailedException($"{url}: {transfer.Content.Length} of {size} bytes came.", notFound: false)
            : transfer.Content;
    }

    private async Task<byte[]> FetchByHttpAsync(PhoneUrl url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url.ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
                : throw new FetchFailedException($"{url}: HTTP {(int)response.StatusCode}", response.StatusCode == HttpStatusCode.NotFound);
        }
        catch (HttpRequestException exception)
        {
            throw new FetchFailedException($"{url}: {exception.Message}", notFound: false);
        }
    }
}
