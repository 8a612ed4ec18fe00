using System.Security.Authentication;

namespace Reconciler.Specs.AgentFile;

/// <summary>The embedded server's HTTPS.</summary>
public sealed record HttpsSettings
{
    /// <summary>Address and port.</summary>
    public required string Listen { get; init; }

    /// <summary>The certificate and those between it and its authority, in PEM. Read again when it changes.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>Its private key in PEM, without a pass phrase. Read again when it changes.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Whether phones have to show theirs.</summary>
    public ClientCertificates ClientCertificates { get; init; }

    /// <summary>The authorities of the phones' certificates, in PEM; given where <see cref="ClientCertificates"/> is not none.</summary>
    public string? ClientCaFile { get; init; }

    /// <summary>The oldest version that is spoken, with all newer ones.</summary>
    public SslProtocols Oldest { get; init; } = SslProtocols.Tls12;

    internal IEnumerable<string?> Files => [CertificateFile, KeyFile, ClientCaFile];
}

/// <summary>Whether the embedded server asks phones for their certificates.</summary>
public enum ClientCertificates
{
    /// <summary>Nobody is asked: whoever reaches the server may have every published file, and no key.</summary>
    None,

    /// <summary>Who shows one gets what is his; who shows none gets every published file, and no key.</summary>
    Optional,

    /// <summary>Nobody gets anything without one.</summary>
    Required,
}
