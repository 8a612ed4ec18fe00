using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Artifacts;

/// <summary>One published file, without its content.</summary>
/// <param name="Target">The root.</param>
/// <param name="Path">The published name.</param>
/// <param name="InputDigest">Of what it was rendered from.</param>
/// <param name="ContentDigest">SHA-256 of its bytes.</param>
/// <param name="Phone">The phone whose profile this is; null for shared files.</param>
public sealed record ManifestEntry(ArtifactTarget Target, string Path, Digest InputDigest, Digest ContentDigest, MacAddress? Phone)
{
    /// <summary>Of an artifact whose bytes are known.</summary>
    public static ManifestEntry Of(Artifact artifact, Digest content)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return new ManifestEntry(artifact.Target, artifact.Path, artifact.InputDigest, content, artifact.Phone);
    }

    public byte? Bucket => Phone?.LastOctet;
}
