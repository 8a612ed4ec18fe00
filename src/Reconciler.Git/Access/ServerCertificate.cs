using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reconciler.Git.Access;

/// <summary>Judges a server's certificate by a file of certificates instead of the system's: for a forge with its own authority or a self-signed certificate.</summary>
internal static class ServerCertificate
{
    public static bool IsTrusted(X509Certificate certificate, string host, string caFile)
    {
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        using var chain = new X509Chain();
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(caFile);
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return leaf.MatchesHostname(host) && chain.Build(leaf);
    }

    /// <summary>Whether the file can be read and holds a certificate.</summary>
    public static bool IsUsable(string caFile)
    {
        try
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(caFile);
            return trusted.Count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}
