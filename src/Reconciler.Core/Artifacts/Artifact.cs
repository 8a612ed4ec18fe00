using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Artifacts;

/// <summary>Which published root a file belongs to.</summary>
public enum ArtifactTarget
{
    /// <summary>Fetched by phones, by TFTP or HTTP.</summary>
    Served,

    /// <summary>Included by Asterisk.</summary>
    Asterisk,

    /// <summary>Included by a DHCP server.</summary>
    Dhcp,
}

/// <summary>One file to be published. Its bytes are made only when they are asked for.</summary>
/// <param name="Target">The root.</param>
/// <param name="Path">The published name, relative, with forward slashes: <c>spa525G.cfg</c>, <c>xml/spa002584061156.xml</c>, <c>pjsip.conf</c>.</param>
/// <param name="InputDigest">Changes whenever the bytes could: the specs it is rendered from, its secrets' fingerprints, the renderer's version.</param>
/// <param name="Phone">The phone whose profile this is; null for files that phones share.</param>
/// <param name="Render">Makes the bytes, secrets opened where they are known. The same inputs give the same bytes.</param>
public sealed record Artifact(ArtifactTarget Target, string Path, Digest InputDigest, MacAddress? Phone, Func<byte[]> Render)
{
    /// <summary>The bucket (the last octet of the phone's MAC) of a file in the served root; null: at the top of the generation.</summary>
    public byte? Bucket => Phone?.LastOctet;
}
