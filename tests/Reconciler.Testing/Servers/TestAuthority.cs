using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reconciler.Testing.Servers;

// CA5350, CA5385, S4426: phones that are ten years old have such certificates.
#pragma warning disable CA5350, CA5385

/// <summary>An authority that gives servers and phones their certificates.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 _certificate;
    private byte _serial = 1;

    public TestAuthority(string name = "Test authority")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _certificate = request.CreateSelfSigned(From, From.AddYears(60));
    }

    /// <summary>Its own certificate.</summary>
    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(_certificate.RawData);

    /// <summary>The same in PEM.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A server's certificate and its key in PEM, for loopback and localhost.</summary>
    public (string Certificate, string Key) ForServer(DateTimeOffset? until = null, string host = "localhost")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=phones", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_certificate, From, until ?? From.AddYears(50), [1, _serial++]);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A phone's certificate with its key.</summary>
    /// <param name="subject">Its whole subject.</param>
    /// <param name="isOld">As the first phones of their families have it: 1024 bits, SHA-1.</param>
    public X509Certificate2 ForPhone(string subject, bool isOld = false)
    {
        using var key = RSA.Create(isOld ? 1024 : 2048);
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var issuerKey = _certificate.GetRSAPrivateKey()!;
        var signature = isOld ? new OldSignature(issuerKey) : X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(_certificate.SubjectName, signature, From, From.AddYears(50), [2, _serial++]);
        using var whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => _certificate.Dispose();

    /// <summary>RSA with SHA-1, which .NET itself no longer writes.</summary>
    private sealed class OldSignature(RSA key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05, 0x05, 0x00];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => CreateForRSA(key, RSASignaturePadding.Pkcs1).PublicKey;
    }
}
