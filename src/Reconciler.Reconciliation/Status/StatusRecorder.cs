using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Host.Convergence;

namespace Reconciler.Reconciliation.Status;

/// <summary>Writes down what a run came to: a line in status.log, a commit on the status branch.</summary>
public sealed class StatusRecorder(IStatusPublisher? publisher, string? branch, string? logFile)
{
    /// <summary>Appends a line; a log that cannot be written is <see cref="StatusNotRecordedException"/>.</summary>
    public void Log(RunSummary run)
    {
        if (logFile is null)
        {
            return;
        }

        try
        {
            using var stream = new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(StatusJson.ToLogLine(run));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StatusNotRecordedException($"The status log {logFile} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>The status as if its push had succeeded already; null: something other than times and counts has not changed since the last one.</summary>
    public DueStatus? FindDue(ReconcileState state, ConvergenceSummary? phones)
    {
        if (publisher is null || branch is null || WaitsForFirstCommit(state))
        {
            return null;
        }

        var status = StatusRecord.Of(state with { Recorded = state.Published }, phones);
        var significant = StatusJson.Significant(status, phones?.Proved);
        return state.RecordedStatus == significant ? null : new DueStatus(status, significant);
    }

    /// <summary>Pushes what is due. Returns the state with the commit that is recorded now.</summary>
    public async Task<ReconcileState> CommitAsync(ReconcileState state, DueStatus? due, EffectiveFleet? published, CancellationToken cancellationToken)
    {
        var recorded = state with { Recorded = state.Published };
        if (due is not { Status: var status } || publisher is null || branch is null)
        {
            return recorded;
        }

        var files = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        files["status.json"] = [.. StatusJson.ToBytes(status)];
        files["README.md"] = [.. StatusPage.ToBytes(status, published)];
        var commit = new StatusCommit { Branch = branch, Site = status.Site, Files = files.ToImmutable(), Message = Message(status) };
        await publisher.PublishAsync(commit, cancellationToken);
        return recorded with { RecordedStatus = due.Significant };
    }

    /// <summary>True: nothing goes to the status branch yet. A forge would make it the default branch of a repository that has no other.</summary>
    public bool WaitsForFirstCommit(ReconcileState state) => publisher is not null && state.Observed is null;

    private static string Message(StatusRecord status)
    {
        var ready = status.Conditions.FirstOrDefault(c => c.Type == ConditionType.Ready);
        var what = ready switch
        {
            { Status: ConditionStatus.True } => "ready",
            { Status: ConditionStatus.False } => $"not ready ({ready.Reason})",
            _ => "not known yet",
        };
        return $"{status.Site ?? "site"}: {status.Published?.Abbreviated ?? "nothing"} published, {what} [skip ci]\n";
    }
}
