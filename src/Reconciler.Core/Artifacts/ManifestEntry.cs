using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Artifacts;

/// <summary>What a manifest knows of one published file.</summary>
/// <param name="Target">The root.</param>
/// <param name="Path">The published name.</param>
/// <param name="InputDigest">Of what it was rendered from.</param>
/// <param name="ContentDigest">SHA-256 of its bytes.</param>
/// <param name="Phone">The phone whose profile this is; null for shared files.</param>
public sealed record ManifestEntry(ArtifactTarget Target, string Path, Digest InputDigest, Digest ContentDigest, MacAddress? Phone)
{
    public byte? Bucket => Phone?.LastOctet;
}
