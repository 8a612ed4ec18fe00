using Reconciler.Core.Sources;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Compares what was published with what is there.</summary>
internal sealed class DriftLookup(ManifestStore manifests, ManifestRepair repair, ServedSet served, DriftCheck check, AsteriskSide asterisk, HostKeys keys)
{
    /// <summary>Null: it is not known what was published.</summary>
    public async Task<FoundDrift?> FindAsync(RunContext context, CommitId published, CancellationToken cancellationToken)
    {
        repair.Run();
        if (manifests.Load() is not { } manifest)
        {
            return null;
        }

        var desired = new Lazy<DesiredSet?>(() => served.Read(context.State, context.Files));
        var asksAsterisk = asterisk.Activation is not null && !context.Outcomes.IsAsteriskAway;
        var isOfAnotherKey = context.State.Basis is { } basis && basis.MasterKey != keys.Master.Recognition;
        return new FoundDrift(published, manifest, desired, await check.FindAsync(manifest, desired, asksAsterisk, isOfAnotherKey, cancellationToken));
    }
}
