using System.Text.Json;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Status;

/// <summary>Writes the status and the log lines.</summary>
public static class StatusJson
{
    /// <summary>Indented UTF-8 with a final newline.</summary>
    public static byte[] ToBytes(StatusRecord status) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(status, ReconciliationJson.Readable.StatusRecord), (byte)'\n'];

    /// <summary>The runs of a history, likewise.</summary>
    public static byte[] ToBytes(IReadOnlyList<RunSummary> history) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(history, ReconciliationJson.Readable.IReadOnlyListRunSummary), (byte)'\n'];

    /// <summary>One line for status.log, newline included.</summary>
    public static byte[] ToLogLine(RunSummary run) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(run, ReconciliationJson.OneLine.RunSummary), (byte)'\n'];

    /// <summary>
    /// A digest of what is worth a status commit: times, counts and the history are left out, and so is the coming and going of phones. That all of them
    /// were seen with a commit for the first time is worth one.
    /// </summary>
    public static Digest Significant(StatusRecord status, CommitId? proved)
    {
        using var builder = new DigestBuilder();
        builder.Add(status.Site).Add(status.Observed?.ToString()).Add(status.Attempted?.ToString()).Add(status.Published?.ToString())
            .Add(status.Activated?.ToString()).Add(status.RolledBackTo?.ToString()).Add(status.Suspended?.Reason).Add(status.Quarantined?.Message).Add(proved?.ToString())
            .Add(status.Rollout is { } r ? $"{r.Commit} {r.Wave} {r.State}" : null);
        foreach (var condition in status.Conditions.Where(c => c.Type is not (ConditionType.Recorded or ConditionType.Ready or ConditionType.Converged)))
        {
            builder.Add(condition.Type.ToString()).Add(condition.Status.ToString()).Add(condition.Reason).Add(condition.Message);
        }

        return builder.Build();
    }
}
