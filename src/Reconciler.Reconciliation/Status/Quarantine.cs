using Reconciler.Core.Digests;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Status;

/// <summary>Content of the Asterisk root that Asterisk did not take; it is not tried again until <c>reconciler retry</c>.</summary>
/// <param name="Content">Digest of the root's content: a later commit with the same content is not tried either.</param>
/// <param name="Commit">The commit that was tried.</param>
/// <param name="Message">Asterisk's refusal and its cause.</param>
/// <param name="Since">When.</param>
public sealed record Quarantine(Digest Content, CommitId Commit, string Message, DateTimeOffset Since);
