using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Pbx;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Puts right what was changed by hand. It goes the way of every change, as one of the commit that is published already, and is kept aside first.</summary>
internal sealed class DriftRepairer(GenerationStore servedRoot, CommitPipeline pipeline, DriftCheck check, DriftMemory memory, DriftArchive archive)
{
    public async Task<StageResult> RepairAsync(RunContext context, FoundDrift found, CancellationToken cancellationToken)
    {
        var (published, manifest, served, report) = found;
        var isObjects = report.Objects is { } objects && objects != memory.Standing;
        var repair = new DriftRepair(report.Damaged, isObjects || report.Damaged.ContainsKey(ArtifactTarget.Asterisk));
        var skipped = archive.Keep(report.Findings);
        ImmutableArray<string> reloaded = [];
        if (repair.Damaged.Count > 0 || repair.Activates)
        {
            if (served.Value is not { } desired)
            {
                return found.Result(
                    RunOutcome.Failed(ExitCode.PublishFailed, published, $"{DriftReport.First(report.Findings)} It cannot be healed, since commit {published.Abbreviated} or a secret of its cannot be read any more, or since this host would render it otherwise and nobody approved that ('reconciler status' says what waits)."),
                    new RunFact.Compared(report.Findings));
            }

            var applied = await ApplyAsync(context, desired, repair, cancellationToken);
            if (applied.Result != RunResult.Applied)
            {
                return found.Result(applied);
            }

            reloaded = applied.Reloaded;
        }

        var foreign = servedRoot.RepairLinks([.. manifest.ByPath(ArtifactTarget.Served).Values]);
        if (!foreign.IsEmpty)
        {
            ImmutableArray<DriftFinding> left = [.. foreign.Select(DriftFinding.Of)];
            return found.Refuse(left, new RunFact.Compared(isObjects ? left : [.. left, .. report.Of(DriftKind.Object)]));
        }

        var (outcome, fact) = await ConcludeAsync(context, found, isObjects, skipped, cancellationToken);
        return found.Result(outcome with { Reloaded = reloaded }, fact);
    }

    private async Task<(RunOutcome Outcome, RunFact Fact)> ConcludeAsync(RunContext context, FoundDrift found, bool isObjects, int skipped, CancellationToken cancellationToken)
    {
        var report = found.Report;
        ImmutableArray<DriftFinding> left;
        try
        {
            left = isObjects ? await check.FindObjectsAsync(found.Served.Value!.Asterisk, cancellationToken) : report.Of(DriftKind.Object);
        }
        catch (PbxUnavailableException exception)
        {
            context.State = context.State with { ReadFrom = null };
            return (HealthStage.AwayOutcome(exception, context.State.Published), HealthStage.AwayFact(exception));
        }

        memory.Save(report, DriftReport.ObjectsOf(left));
        var kept = report.Findings.Any(finding => finding.Keep is not null)
            ? $" What was written by hand is kept under {archive.Directory}{(skipped > 0 ? ", but for what is too much or too large" : "")}."
            : "";
        var remains = left.IsEmpty ? "" : $" After a reload still: {DriftReport.First(left)}";
        return (
            RunOutcome.Applied(found.Published, $"Healed {DriftReport.Count(report.Findings.Length)} from what was published: {DriftReport.First(report.Findings)}{kept}{remains}"),
            new RunFact.Compared(left));
    }

    /// <summary>The quarantine of another commit, the newest one, stays.</summary>
    private async Task<RunOutcome> ApplyAsync(RunContext context, DesiredSet served, DriftRepair repair, CancellationToken cancellationToken)
    {
        var quarantined = context.State.Quarantined;
        var outcome = await pipeline.RepairAsync(context, served, repair, counts: fact => quarantined is null || fact is not RunFact.Activated, cancellationToken);
        if (outcome.Result == RunResult.Applied && quarantined is not null)
        {
            context.State = context.State with { Quarantined = quarantined };
        }

        return outcome;
    }
}
