using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Sources;
using Reconciler.Host.Pbx;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>
/// A run's last step where it had nothing to apply: when a check is due, what was published is compared with what is there, and put right or told of. What
/// is put right goes the way of every change, as one of the commit that is published already.
/// </summary>
internal sealed class DriftWatch(ReconcileSetup setup, Desire desire, Application application)
{
    private readonly DriftCheck _check = new(setup);
    private readonly DriftMemory _memory = new(Path.Combine(setup.States.Directory, "drift"));

    /// <summary>What a check came to; null: none was due, or nothing differs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">What it came to so far.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RunOutcome?> LookAsync(RunProgress run, RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (setup.Drift is not { } mode
            || outcome.Result is RunResult.Applied or RunResult.Suspended
            || run.State.Published is not { } published
            || !(run.IsDriftSuspected || _memory.IsDue(setup.Time.GetUtcNow()))
            || RunRecord.Read(setup.States.Directory) is not null)
        {
            return null;
        }

        new ManifestRepair(setup).Run();
        if (setup.Manifests.Load() is not { } manifest)
        {
            return null;
        }

        var served = new Lazy<DesiredSet?>(() => desire.ReadServed(run));
        var asksAsterisk = setup.Activation is not null && !(outcome.ExitCode == ExitCode.ActivationFailed && outcome.Transient);
        var report = await _check.FindAsync(manifest, served, asksAsterisk, cancellationToken);
        var away = report.Unasked is { } exception ? HealthCheck.MarkAway(run, exception) : null;
        if (report.IsClean)
        {
            // A check that Asterisk went away from is still due.
            return away ?? Conclude(run);
        }

        var result = mode == DriftMode.Report || IsStanding(report)
            ? Tell(run, published, report)
            : await HealAsync(run, new Found(published, manifest, served.Value, report), cancellationToken);
        if (away is not null)
        {
            run.Asides.Add(away);
        }

        return result with { Diagnostics = report.Diagnostics };
    }

    private RunOutcome? Conclude(RunProgress run)
    {
        DriftConditions.Calm(run.Conditions);
        _memory.Save(setup.Time.GetUtcNow(), standing: null);
        return null;
    }

    /// <summary>Takes note of a whole check.</summary>
    private void Save(DriftReport report, Digest? standing)
    {
        if (report.Unasked is null)
        {
            _memory.Save(setup.Time.GetUtcNow(), standing);
        }
    }

    /// <summary>A reload has been tried against just this: the administrator's own files make it so.</summary>
    private bool IsStanding(DriftReport report) =>
        report.Findings.All(finding => finding.Kind == DriftKind.Object) && report.Objects == _memory.Standing;

    private RunOutcome Tell(RunProgress run, CommitId published, DriftReport report)
    {
        DriftConditions.Blame(run.Conditions, report.Findings);
        if (report.Of(DriftKind.Foreign) is { IsEmpty: false } foreign)
        {
            // Not remembered as checked: the run after `adopt` is the one that mends it.
            return Refuse(published, foreign);
        }

        Save(report, report.Objects == _memory.Standing ? report.Objects : null);
        return RunOutcome.Drifted(published, $"Drift: {DriftReport.Count(report.Findings.Length)} from what was published: {DriftReport.First(report.Findings)}");
    }

    private async Task<RunOutcome> HealAsync(RunProgress run, Found found, CancellationToken cancellationToken)
    {
        var (published, manifest, served, report) = found;
        var isObjects = report.Objects is { } objects && objects != _memory.Standing;
        var mending = new Mending(report.Damaged, isObjects || report.Damaged.ContainsKey(ArtifactTarget.Asterisk));
        var skipped = new DriftArchive(Path.Combine(setup.States.Directory, "drift"), setup.Time).Keep(report.Findings);
        ImmutableArray<string> reloaded = [];
        if (mending.Damaged.Count > 0 || mending.Activates)
        {
            if (served is null)
            {
                DriftConditions.Blame(run.Conditions, report.Findings);
                return RunOutcome.Failed(ExitCode.PublishFailed, published, $"{DriftReport.First(report.Findings)} It cannot be healed, since commit {published.Abbreviated} or a secret of its cannot be read any more, or since this host would render it otherwise and nobody approved that ('reconciler status' says what waits).");
            }

            var applied = await MendAsync(run, served, mending, cancellationToken);
            if (applied.Result != RunResult.Applied)
            {
                return applied;
            }

            reloaded = applied.Reloaded;
        }

        var foreign = setup.Roots.Served.MendLinks([.. manifest.ByPath(ArtifactTarget.Served).Values]);
        if (!foreign.IsEmpty)
        {
            ImmutableArray<DriftFinding> left = [.. foreign.Select(DriftFinding.Of)];
            DriftConditions.Blame(run.Conditions, isObjects ? left : [.. left, .. report.Of(DriftKind.Object)]);
            return Refuse(published, left);
        }

        return await ConcludeAsync(run, found, isObjects, skipped, cancellationToken) with { Reloaded = reloaded };
    }

    private async Task<RunOutcome> ConcludeAsync(RunProgress run, Found found, bool isObjects, int skipped, CancellationToken cancellationToken)
    {
        var (published, _, served, report) = found;
        ImmutableArray<DriftFinding> left;
        try
        {
            left = isObjects ? await _check.FindObjectsAsync(served!.Asterisk, cancellationToken) : report.Of(DriftKind.Object);
        }
        catch (PbxUnavailableException exception)
        {
            return HealthCheck.MarkAway(run, exception);
        }

        DriftConditions.Blame(run.Conditions, left);
        Save(report, DriftReport.ObjectsOf(left));
        var kept = report.Findings.Any(finding => finding.Keep is not null)
            ? $" What was written by hand is kept under {Path.Combine(setup.States.Directory, "drift")}{(skipped > 0 ? ", but for what is too much or too large" : "")}."
            : "";
        var remains = left.IsEmpty ? "" : $" After a reload still: {DriftReport.First(left)}";
        return RunOutcome.Applied(published, $"Healed {DriftReport.Count(report.Findings.Length)} from what was published: {DriftReport.First(report.Findings)}{kept}{remains}");
    }

    /// <summary>What stands in the way of another commit, the newest one, goes on standing in its way.</summary>
    private async Task<RunOutcome> MendAsync(RunProgress run, DesiredSet served, Mending mending, CancellationToken cancellationToken)
    {
        var (quarantined, activated) = (run.State.Quarantined, run.Conditions[ConditionType.Activated]);
        run.Mending = mending;
        try
        {
            var outcome = await application.ApplyAsync(run, served, cancellationToken);
            if (outcome.Result == RunResult.Applied && quarantined is not null)
            {
                run.State = run.State with { Quarantined = quarantined };
                run.Conditions.Take(activated!);
            }

            return outcome;
        }
        finally
        {
            run.Mending = null;
        }
    }

    private static RunOutcome Refuse(CommitId published, ImmutableArray<DriftFinding> foreign) =>
        RunOutcome.Failed(ExitCode.PublishFailed, published, DriftReport.First(foreign), transient: false);

    /// <summary>What was published, and how what is there differs.</summary>
    private sealed record Found(CommitId Published, Manifest Manifest, DesiredSet? Served, DriftReport Report);
}
