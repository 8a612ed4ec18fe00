using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>A published set, and the differences that were found from it.</summary>
/// <param name="Published">The commit.</param>
/// <param name="Manifest">Its files.</param>
/// <param name="Served">The same as a set that can be applied again; null inside: it cannot be read any more. Read when it is asked for.</param>
/// <param name="Report">The differences.</param>
internal sealed record FoundDrift(CommitId Published, Manifest Manifest, Lazy<DesiredSet?> Served, DriftReport Report)
{
    /// <summary>The outcome, with all differences as findings.</summary>
    public StageResult Result(RunOutcome outcome, params ImmutableArray<RunFact> facts) =>
        StageResult.Found(OutcomeWeight.Drift, outcome with { Diagnostics = Report.Diagnostics }, facts);

    /// <summary>Nothing is put right where somebody else's file is in the way.</summary>
    public StageResult Refuse(ImmutableArray<DriftFinding> foreign, params ImmutableArray<RunFact> facts) =>
        Result(RunOutcome.Failed(ExitCode.PublishFailed, Published, DriftReport.First(foreign), transient: false), facts);
}
