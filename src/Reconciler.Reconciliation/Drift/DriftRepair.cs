using Reconciler.Core.Artifacts;

namespace Reconciler.Reconciliation.Drift;

/// <summary>Files that a run puts right while it applies the published commit again.</summary>
/// <param name="Damaged">By root, the names whose files cannot be used as they are; a root that is not in it is as it was published.</param>
/// <param name="Activates">Asterisk has other objects, or other files to load, than it was proved to have.</param>
internal sealed record DriftRepair(IReadOnlyDictionary<ArtifactTarget, IReadOnlySet<string>> Damaged, bool Activates)
{
    public IReadOnlySet<string>? Of(ArtifactTarget target) => Damaged.GetValueOrDefault(target);
}
