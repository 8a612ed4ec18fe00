namespace Reconciler.Core.Sources;

/// <summary>A commit for people, and for the trailers in its message.</summary>
/// <param name="Id">The commit.</param>
/// <param name="Parent">Its first parent; null: a root commit.</param>
/// <param name="Author">The author's name, as the commit says; hostile text.</param>
/// <param name="When">The author's time.</param>
/// <param name="Message">The whole message; hostile text.</param>
public sealed record CommitSummary(CommitId Id, CommitId? Parent, string Author, DateTimeOffset When, string Message);
