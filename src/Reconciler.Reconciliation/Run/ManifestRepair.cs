using Microsoft.Extensions.Logging;
using Reconciler.Core.Artifacts;

namespace Reconciler.Reconciliation.Run;

/// <summary>Makes the manifest anew where it is missing or damaged: the roots hold what it says. Only what a later change is measured by is lost, so that more is rendered once.</summary>
internal sealed partial class ManifestRepair(ReconcileSetup setup)
{
    public void Run()
    {
        var isThere = setup.Manifests.Exists;
        if (isThere ? !setup.Manifests.IsDamaged : setup.Roots.All.All(root => root.CurrentGeneration is null))
        {
            return;
        }

        setup.Manifests.Replace(Manifest.Of(setup.Roots.All.SelectMany(root => root.ReadLive())));
        LogRebuilt(setup.Logger);
    }

    [LoggerMessage(EventId = 1000, Level = LogLevel.Warning, Message = "The record of what is published was missing or damaged, and was made anew from what the roots hold")]
    private static partial void LogRebuilt(ILogger logger);
}
