using System.Security.Cryptography;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>
/// The files that one run renders, each of them once: bytes that were made to be compared are kept until they are written. The same inputs give the same
/// bytes, so that a file is known by its input digest, whichever of a run's renderings it belongs to.
/// </summary>
/// <param name="rendered">Told of each file whose bytes are made; null: nobody counts.</param>
internal sealed class RenderedFiles(Action<Artifact>? rendered = null)
{
    // Of a change of the host that touches every profile of a large site, the rest is rendered anew when it is written: memory is dearer than time.
    private const long MostProfileBytes = 64 << 20;

    private readonly Dictionary<(ArtifactTarget, string, Digest), byte[]> _kept = [];
    private long _profileBytes;

    /// <summary>The bytes of a file that is to be written.</summary>
    public byte[] Render(Artifact artifact)
    {
        if (_kept.TryGetValue(KeyOf(artifact), out var bytes))
        {
            return bytes;
        }

        rendered?.Invoke(artifact);
        return artifact.Render();
    }

    /// <summary>The bytes of a file that is to be compared now and perhaps written later.</summary>
    public byte[] RenderAhead(Artifact artifact)
    {
        if (_kept.TryGetValue(KeyOf(artifact), out var known))
        {
            return known;
        }

        rendered?.Invoke(artifact);
        var bytes = artifact.Render();
        if (artifact.Phone is null || _profileBytes + bytes.Length <= MostProfileBytes)
        {
            _kept.Add(KeyOf(artifact), bytes);
            _profileBytes += artifact.Phone is null ? 0 : bytes.Length;
        }

        return bytes;
    }

    /// <summary>The manifest's entry of a file; it is rendered only where its inputs are not those of the published one.</summary>
    public ManifestEntry EntryOf(Artifact artifact, ManifestEntry? published) => ManifestEntry.Of(
        artifact,
        published?.InputDigest == artifact.InputDigest ? published.ContentDigest : Digest.FromBytes(SHA256.HashData(RenderAhead(artifact))));

    private static (ArtifactTarget, string, Digest) KeyOf(Artifact artifact) => (artifact.Target, artifact.Path, artifact.InputDigest);
}
