using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Secrets;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Serving;

/// <summary>
/// The certificate that the server shows and the authorities that it asks phones by, as their files have them now. Looked at with each connection; where
/// they changed and cannot be used, as between the writing of a certificate and of its key, the last good ones stay in use.
/// </summary>
internal sealed partial class CertificateFiles
{
    private readonly HttpsSettings _settings;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private string _stamp;

    /// <exception cref="HostConfigurationException">There is no certificate to begin with.</exception>
    public CertificateFiles(HttpsSettings settings, ILogger logger)
    {
        (_settings, _logger) = (settings, logger);
        _stamp = Stamp();
        Current = Load();
    }

    /// <summary>In use, without a look at the files.</summary>
    private Identity Current { get; set; }

    /// <summary>For a connection that begins now.</summary>
    public Identity Find()
    {
        lock (_gate)
        {
            if (Stamp() is var stamp && stamp != _stamp)
            {
                _stamp = stamp;
                Reload();
            }

            return Current;
        }
    }

    /// <summary>The certificates in a file of PEM.</summary>
    /// <exception cref="HostConfigurationException">It has none, or cannot be read.</exception>
    public static X509Certificate2Collection Read(string path, string key)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates.Count > 0 ? certificates : throw new HostConfigurationException($"{path} ({key}) holds no certificate in PEM; name another file.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new HostConfigurationException($"{path} ({key}) cannot be read as certificates in PEM; name another file, or let the agent read this one.", exception);
        }
    }

    /// <summary>The server's certificate with its key.</summary>
    /// <exception cref="HostConfigurationException">They cannot be read, or do not belong together.</exception>
    public static X509Certificate2 ReadOwn(HttpsSettings settings)
    {
        try
        {
            if (File.GetUnixFileMode(settings.KeyFile).HasFlag(UnixFileMode.OtherRead))
            {
                throw new HostConfigurationException($"{settings.KeyFile} (served.https.keyFile) can be read by everybody on this host; chmod o= {settings.KeyFile}");
            }

            return X509Certificate2.CreateFromPemFile(settings.CertificateFile, settings.KeyFile);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new HostConfigurationException(
                $"{settings.CertificateFile} and {settings.KeyFile} (served.https) are not a certificate and its key in PEM, without a pass phrase; name those that belong together.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostConfigurationException($"{settings.CertificateFile} or {settings.KeyFile} (served.https) cannot be read; name files that the agent may read.", exception);
        }
    }

    private void Reload()
    {
        try
        {
            // The one before is not disposed: connections may still be shaking hands with it.
            Current = Load();
            LogRenewed(_logger, _settings.CertificateFile, Current.Certificate.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (HostConfigurationException exception)
        {
            LogKept(_logger, exception.Message);
        }
    }

    private Identity Load()
    {
        var own = ReadOwn(_settings);
        var chain = Read(_settings.CertificateFile, "served.https.certificateFile");
        return new Identity(
            SslStreamCertificateContext.Create(own, chain, offline: true),
            _settings.ClientCaFile is { } authorities ? Read(authorities, "served.https.clientCaFile") : []);
    }

    /// <summary>Renewal writes a new file, sometimes behind a link.</summary>
    private string Stamp() => string.Join('|', new[] { _settings.CertificateFile, _settings.KeyFile, _settings.ClientCaFile }.OfType<string>().Select(StampOf));

    private static string StampOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return target.Exists ? $"{target.FullName} {target.LastWriteTimeUtc.Ticks} {target.Length} {target.UnixFileMode}" : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [LoggerMessage(EventId = 2410, Level = LogLevel.Information, Message = "The certificate in {File} is in use from now on, until {Until:yyyy-MM-dd HH:mm}Z")]
    private static partial void LogRenewed(ILogger logger, string file, DateTime until);

    [LoggerMessage(EventId = 2411, Level = LogLevel.Error, Message = "The certificate of before stays in use: {What}")]
    private static partial void LogKept(ILogger logger, string what);

    /// <summary>The server's certificate, and those by which it judges the phones'.</summary>
    internal sealed record Identity(SslStreamCertificateContext Certificate, X509Certificate2Collection Authorities);
}
