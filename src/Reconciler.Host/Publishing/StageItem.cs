using Reconciler.Core.Artifacts;

namespace Reconciler.Host.Publishing;

/// <summary>An artifact to be staged, and what the previous manifest says of its name; null: it is new.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="Previous">The published file's entry.</param>
/// <param name="IsDamaged">That file, or what it lies in, is not what the manifest says: nothing of it is used.</param>
internal sealed record StageItem(Artifact Artifact, ManifestEntry? Previous, bool IsDamaged = false)
{
    public bool IsUnchanged => !IsDamaged && Previous is { } previous && previous.InputDigest == Artifact.InputDigest;
}
