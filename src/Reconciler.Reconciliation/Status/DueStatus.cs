using Reconciler.Core.Digests;

namespace Reconciler.Reconciliation.Status;

/// <summary>A status that the branch is not known to say.</summary>
/// <param name="Status">All of it.</param>
/// <param name="Significant">The digest of what is worth a commit.</param>
public sealed record DueStatus(StatusRecord Status, Digest Significant);
