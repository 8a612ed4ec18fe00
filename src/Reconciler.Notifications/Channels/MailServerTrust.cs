using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Reconciler.Core.Secrets;

namespace Reconciler.Notifications.Channels;

/// <summary>Judges a mail server's certificate by a file of certificates instead of the system's.</summary>
internal static class MailServerTrust
{
    /// <exception cref="HostConfigurationException">The file cannot be read, or holds no certificate.</exception>
    public static void Check(string file)
    {
        try
        {
            if (Load(file).Count > 0)
            {
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new HostConfigurationException($"notifications.email.caFile in the agent's file: {file} cannot be read ({exception.GetType().Name}); give a file of certificates in PEM that the agent's user may read.", exception);
        }

        throw new HostConfigurationException($"notifications.email.caFile in the agent's file: {file} holds no certificate in PEM.");
    }

    public static bool IsTrusted(X509Certificate certificate, SslPolicyErrors errors, string file)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return false;
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        using var chain = new X509Chain();
        var trusted = Load(file);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(leaf);
    }

    private static X509Certificate2Collection Load(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates;
    }
}
