using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Host.Disk;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Hosts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Looks for every kind of difference between what was published and what is there. It changes nothing of that.</summary>
internal sealed class DriftCheck(PublishedRoots roots, Activation? activation, Func<DriftSeals> load)
{
    /// <param name="manifest">The manifest of the published files.</param>
    /// <param name="served">The same as a set that can be rendered; null where its commit cannot be read any more.</param>
    /// <param name="asksAsterisk">False: it has just been tried in vain.</param>
    /// <param name="isOfAnotherKey">The published directories were named under another master key.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public async Task<DriftReport> FindAsync(Manifest manifest, Lazy<DesiredSet?> served, bool asksAsterisk, bool isOfAnotherKey, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<DriftFinding>();
        var damaged = new Dictionary<ArtifactTarget, IReadOnlySet<string>>();
        var seals = load();
        foreach (var store in roots.All)
        {
            var target = store.Root.Target;
            var inspection = new RootInspector(store, seals, isOfAnotherKey, cancellationToken).Inspect([.. manifest.ByPath(target).Values]);
            inspection = WithoutRewrite(inspection, target, served);
            findings.AddRange(inspection.Findings);
            if (inspection.Damaged is { } names)
            {
                damaged.Add(target, names);
            }
        }

        findings.AddRange(LinkInspector.Inspect(roots.Served, [.. manifest.ByPath(ArtifactTarget.Served).Values], seals));
        seals.Save();
        PbxUnavailableException? unasked = null;
        try
        {
            if (asksAsterisk && served.Value is { } desired)
            {
                findings.AddRange(await FindObjectsAsync(desired.Asterisk, cancellationToken));
            }
        }
        catch (PbxUnavailableException exception)
        {
            unasked = exception;
        }

        return new DriftReport(findings.ToImmutable(), damaged) { Unasked = unasked };
    }

    /// <summary>The differences in Asterisk's memory; <see cref="PbxUnavailableException"/> where it goes away while it is asked.</summary>
    public async Task<ImmutableArray<DriftFinding>> FindObjectsAsync(AsteriskConfiguration intended, CancellationToken cancellationToken)
    {
        return activation is not null ? [.. (await activation.FindDriftAsync(intended, cancellationToken)).Select(DriftFinding.Of)] : [];
    }

    /// <summary>Leaves out a voicemail.conf in which nothing but the PINs of users is other than published.</summary>
    private static RootInspection WithoutRewrite(RootInspection inspection, ArtifactTarget target, Lazy<DesiredSet?> served)
    {
        var file = AsteriskModule.Voicemail.File;
        if (target != ArtifactTarget.Asterisk
            || inspection.Findings.FirstOrDefault(finding => finding.Name == file) is not { Keep: { } path } rewritten
            || LibC.Status(path) is not { Kind: FileKind.Regular }
            || served.Value?.Rendering.Of(target).FirstOrDefault(artifact => artifact.Path == file) is not { } artifact
            || DurableFile.Read(path) is not { } found
            || !VoicemailRewrite.IsSame(artifact.Render(), found))
        {
            return inspection;
        }

        var findings = inspection.Findings.Remove(rewritten);
        return findings.IsEmpty ? RootInspection.Clean : inspection with { Findings = findings };
    }
}
