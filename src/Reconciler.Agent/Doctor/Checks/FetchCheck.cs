using System.Net;
using System.Net.Sockets;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>Fetches a bootstrap file as a new phone does, from the address that phones are given, and compares it with what is published.</summary>
internal sealed class FetchCheck : IHostCheck
{
    private const int TftpPort = 69;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "fetch";

    public async Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var served = host.Settings.Served;
        if (BootstrapFile.TryFind(served.Directory) is not { } file)
        {
            return new CheckReport(Name, [], "nothing is published yet");
        }

        if (file.Address.Scheme is not ("tftp" or "http"))
        {
            return new CheckReport(Name, [], $"phones fetch by {file.Address.Scheme}, whose certificate is judged by them");
        }

        var finding = file.Address.Scheme == "tftp" ? await TryTftpAsync(file, served.Directory, cancellationToken) : await TryHttpAsync(file, served.Http is not null, served.Directory, cancellationToken);
        return new CheckReport(Name, finding is null ? [] : [finding]);
    }

    private static async Task<HostFinding?> TryTftpAsync(BootstrapFile file, string root, CancellationToken cancellationToken)
    {
        var serve = $"Let a TFTP server serve {root} there: apt install tftpd-hpa, TFTP_DIRECTORY=\"{root}\" in /etc/default/tftpd-hpa, systemctl restart tftpd-hpa";
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(file.Address.DnsSafeHost, cancellationToken);
            var server = new IPEndPoint(addresses[0], file.Address.Port < 0 ? TftpPort : file.Address.Port);
            return await JudgeAsync(file, await TftpFetch.RunAsync(server, file.Address.AbsolutePath, cancellationToken), serve, cancellationToken);
        }
        catch (TftpRefusedException exception)
        {
            return HostFinding.Error($"The TFTP server does not give out {file.Address} ({exception.Message}).", serve);
        }
        catch (TimeoutException)
        {
            return HostFinding.Error($"No TFTP server answers at {file.Address}, where phones fetch their files.", serve);
        }
        catch (SocketException exception)
        {
            return HostFinding.Error($"{file.Address} cannot be fetched ({exception.SocketErrorCode}).", "Correct provisioning.url in site.yaml.");
        }
    }

    private static async Task<HostFinding?> TryHttpAsync(BootstrapFile file, bool isEmbedded, string root, CancellationToken cancellationToken)
    {
        var serve = isEmbedded ? "systemctl start reconciler, whose served.http is to listen there" : $"Let an HTTP server serve {root} there, or set served.http in the agent's file.";
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(file.Address, cancellationToken);
            return answer.IsSuccessStatusCode
                ? await JudgeAsync(file, await answer.Content.ReadAsByteArrayAsync(cancellationToken), serve, cancellationToken)
                : HostFinding.Error($"The HTTP server answers {(int)answer.StatusCode} to {file.Address}.", serve);
        }
        catch (HttpRequestException exception)
        {
            return HostFinding.Error($"No HTTP server answers at {file.Address}, where phones fetch their files ({exception.HttpRequestError}).", serve);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HostFinding.Error($"The HTTP server at {file.Address} did not answer within {Patience.TotalSeconds} s.", serve);
        }
    }

    private static async Task<HostFinding?> JudgeAsync(BootstrapFile file, byte[] fetched, string serve, CancellationToken cancellationToken)
    {
        var published = await File.ReadAllBytesAsync(file.Path, cancellationToken);
        return fetched.AsSpan().SequenceEqual(published)
            ? null
            : HostFinding.Error($"The server gives out another file as {file.Address} than the one that is published, {file.Path}.", serve);
    }
}
