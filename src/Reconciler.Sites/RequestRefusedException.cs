namespace Reconciler.Sites;

/// <summary>A request of a person's that nothing could come of; the message says why, and what to do.</summary>
public sealed class RequestRefusedException(string message) : Exception(message);
