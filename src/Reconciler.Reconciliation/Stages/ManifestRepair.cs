using Microsoft.Extensions.Logging;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Makes the manifest anew where it is missing or damaged: the roots hold what it says. Only what a later change is measured by is lost, so that more is rendered once.</summary>
internal sealed partial class ManifestRepair(ManifestStore manifests, PublishedRoots roots, ILogger logger)
{
    public void Run()
    {
        var isThere = manifests.Exists;
        if (isThere ? !manifests.IsDamaged : roots.All.All(root => root.CurrentGeneration is null))
        {
            return;
        }

        manifests.Replace(Manifest.Of(roots.All.SelectMany(root => root.ReadLive())));
        LogRebuilt(logger);
    }

    [LoggerMessage(EventId = 1000, Level = LogLevel.Warning, Message = "The record of what is published was missing or damaged, and was made anew from what the roots hold")]
    private static partial void LogRebuilt(ILogger logger);
}
