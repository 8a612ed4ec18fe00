using System.Security.Cryptography.X509Certificates;
using Reconciler.Agent.Serving;
using Reconciler.Core.Secrets;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The certificate that phones are shown, its key, and those that the phones' own are judged by.</summary>
internal sealed class HttpsCheck : IHostCheck
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    public string Name => "https";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport(Name, [.. Judge(host).OfType<HostFinding>()]));

    private static IEnumerable<HostFinding?> Judge(ExaminedHost host)
    {
        var bootstrap = BootstrapFile.TryFind(host.Settings.Served.Directory);
        yield return JudgeKeys(host.Settings.Served.Https, bootstrap);
        if (host.Settings.Served.Https is not { } https)
        {
            yield break;
        }

        var files = JudgeFiles(host, https).OfType<HostFinding>().ToList();
        foreach (var finding in files.Count > 0 ? files : JudgeContent(host, https, bootstrap))
        {
            yield return finding;
        }
    }

    private static HostFinding? JudgeKeys(HttpsSettings? https, BootstrapFile? bootstrap) =>
        bootstrap is not { FetchesKeys: true } ? null
        : https is null ? HostFinding.Error(
            $"Phones fetch the keys of their profiles from {bootstrap.Address.GetLeftPart(UriPartial.Authority)}, and this agent gives none out.", "Add served.https to the agent's file, as docs/https.md shows.")
        : https.ClientCertificates == ClientCertificates.None ? HostFinding.Error(
            "Phones fetch the keys of their profiles here, and none is given to phones that are not asked for their certificates.", "Set served.https.clientCertificates to required, with clientCaFile.")
        : null;

    private static IEnumerable<HostFinding?> JudgeFiles(ExaminedHost host, HttpsSettings https)
    {
        yield return ReadableFile.Judge(host, https.CertificateFile, "served.https.certificateFile");
        yield return JudgeKey(host, https.KeyFile);
        yield return https.ClientCaFile is { } authorities ? ReadableFile.Judge(host, authorities, "served.https.clientCaFile") : null;
    }

    private static HostFinding? JudgeKey(ExaminedHost host, string path)
    {
        const string Use = "served.https.keyFile";
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (ReadableFile.JudgeWay(host, path, Use) is { } closed)
        {
            return closed;
        }

        if (ExaminedHost.FollowedStatus(path) is not { } status)
        {
            return HostFinding.Error($"{path} ({Use}) does not exist.", "Make it, or correct the agent's file.");
        }

        return (status.Mode & Others) != UnixFileMode.None
            ? HostFinding.Error($"{path} ({Use}) is open to everybody on this host.", $"chmod o= {ShellText.Quote(path)}", () => File.SetUnixFileMode(path, status.Mode & ~Others))
            : host.User.MayRead(status) ? null
            : HostFinding.Error($"{path} ({Use}) cannot be read by {host.User.Name}.", $"chown {host.User.Name} {ShellText.Quote(path)}");
    }

    private static List<HostFinding> JudgeContent(ExaminedHost host, HttpsSettings https, BootstrapFile? bootstrap)
    {
        try
        {
            using var certificate = CertificateFiles.ReadOwn(https);
            var findings = new[] { JudgeTime(host, certificate, https.CertificateFile), JudgeHost(certificate, https, bootstrap), JudgeKind(certificate, https) };
            var authorities = https.ClientCaFile is { } path ? CertificateFiles.Read(path, "served.https.clientCaFile").Select(a => JudgeTime(host, a, path)) : [];
            return [.. findings.Concat(authorities).OfType<HostFinding>()];
        }
        catch (HostConfigurationException exception)
        {
            return [HostFinding.OfSentence(exception.Message, "; ", "Correct served.https in the agent's file.")];
        }
    }

    private static HostFinding? JudgeTime(ExaminedHost host, X509Certificate2 certificate, string path)
    {
        var (now, from, until) = (host.Time.GetUtcNow().UtcDateTime, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return until <= now ? HostFinding.Error($"The certificate {certificate.Subject} in {path} ended on {until:yyyy-MM-dd}.", $"Write one that is valid into {path}; the agent takes it up by itself.")
            : from > now ? HostFinding.Error($"The certificate {certificate.Subject} in {path} begins on {from:yyyy-MM-dd}.", "Wait for that day, correct this host's clock, or have another one made.")
            : until - now < Notice ? HostFinding.Warning($"The certificate {certificate.Subject} in {path} ends on {until:yyyy-MM-dd}.", $"Renew it in {path}; the agent takes it up by itself.")
            : null;
    }

    private static HostFinding? JudgeHost(X509Certificate2 certificate, HttpsSettings https, BootstrapFile? bootstrap)
    {
        var address = bootstrap?.Rule;
        return address?.Scheme != Uri.UriSchemeHttps || !https.Listen.EndsWith($":{address.Port}", StringComparison.Ordinal) || certificate.MatchesHostname(address.DnsSafeHost)
            ? null
            : HostFinding.Error(
                $"The certificate in {https.CertificateFile} is not made for {address.DnsSafeHost}, where phones fetch by TLS.",
                "Have one made that names it as an alternative name, or write another name into provisioning in site.yaml.");
    }

    private static HostFinding? JudgeKind(X509Certificate2 certificate, HttpsSettings https) =>
        https.Oldest >= System.Security.Authentication.SslProtocols.Tls12 || certificate.GetRSAPublicKey() is not null
            ? null
            : HostFinding.Warning($"The certificate in {https.CertificateFile} has no RSA key, and phones that speak old TLS take no other.", "Have one made with an RSA key of 2048 bits.");
}
