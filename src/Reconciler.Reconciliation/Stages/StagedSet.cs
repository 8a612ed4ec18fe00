using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Sources;
using Reconciler.Host.Publishing;
using Reconciler.Host.Storage;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The generations of one run, complete on the disk and not live yet; null: that root does not change or is not configured.</summary>
internal sealed record StagedSet(StagedGeneration Served, StagedGeneration? Asterisk, StagedGeneration? Dhcp)
{
    /// <summary>The manifest entries of all roots: of those that were staged, the new ones.</summary>
    public IEnumerable<ManifestEntry> EntriesOver(Manifest manifest) =>
    [
        .. Served.Entries,
        .. Asterisk is { } asterisk ? asterisk.Entries : manifest.ByPath(ArtifactTarget.Asterisk).Values,
        .. Dhcp is { } dhcp ? dhcp.Entries : manifest.ByPath(ArtifactTarget.Dhcp).Values,
    ];

    /// <summary>The manifest entries while Asterisk has the new set, and the other roots the old one.</summary>
    public IEnumerable<ManifestEntry> EntriesOnceActivated(Manifest manifest) =>
    [
        .. manifest.Entries.Where(entry => entry.Target != ArtifactTarget.Asterisk),
        .. Asterisk is { } asterisk ? asterisk.Entries : manifest.ByPath(ArtifactTarget.Asterisk).Values,
    ];

    /// <summary>Writes, durably, that the run has come to this step.</summary>
    public void Record(IStateStorage state, CommitId commit, RunStep step)
    {
        var roots = ImmutableArray.CreateBuilder<RunRecordRoot>();
        roots.Add(RunRecordRoot.Of(ArtifactTarget.Served, Served));
        if (Asterisk is { } asterisk)
        {
            roots.Add(RunRecordRoot.Of(ArtifactTarget.Asterisk, asterisk));
        }

        if (Dhcp is { } dhcp)
        {
            roots.Add(RunRecordRoot.Of(ArtifactTarget.Dhcp, dhcp));
        }

        new RunRecord(commit.ToString(), step, roots.ToImmutable()).Write(state);
    }
}
