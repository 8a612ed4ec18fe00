namespace Reconciler.Reconciliation.Stages;

/// <summary>Read: the fleet of a commit, where its specs are valid.</summary>
internal sealed class ReadStage(FleetReadings readings, ManifestRepair manifest) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var run = context.Run;
        run.State = run.State with { Attempted = context.Commit };
        manifest.Run();
        var reading = readings.Read(context.Commit, cancellationToken);
        if (!reading.IsValid)
        {
            return Task.FromResult(RefusalText.Refuse(context.Commit, RefusalCause.Specs, reading.Diagnostics));
        }

        context.Fleet = reading.Fleet!;
        context.SpecFindings = reading.Diagnostics;

        // Also before anything is published, and after the state was lost: the status is this site's.
        run.State = run.State with { Site = run.State.Site ?? context.Fleet.Site.Name.Value };
        return Task.FromResult(StageResult.Done(new RunFact.Valid()));
    }
}
