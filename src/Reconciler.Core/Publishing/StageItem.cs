using Reconciler.Core.Digests;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Publishing;

/// <summary>An artifact to be staged, and what the previous manifest says of its name; null: it is new.</summary>
internal sealed record StageItem(Artifact Artifact, ManifestEntry? Previous)
{
    public bool IsUnchanged => Previous is { } previous && previous.InputDigest == Artifact.InputDigest;

    public ManifestEntry ToEntry(Digest content) => new(Artifact.Target, Artifact.Path, Artifact.InputDigest, content, Artifact.Phone);
}
