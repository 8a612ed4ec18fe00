namespace Reconciler.Core.Sources;

/// <summary>Writes the status as a commit on a branch of its own that shares no history with the specs.</summary>
public interface IStatusPublisher
{
    /// <summary>
    /// Makes the branch's files exactly these, by one commit on its tip, and pushes it; never forced, tried again when another push won. Says the
    /// branch's tip, which is an old one where the files are as they were.
    /// </summary>
    /// <exception cref="StatusNotRecordedException">The push did not succeed.</exception>
    Task<CommitId> PublishAsync(StatusCommit status, CancellationToken cancellationToken);
}
