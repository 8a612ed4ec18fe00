namespace Reconciler.Reconciliation.Status;

/// <summary>Somebody asked the agent to leave things as they are.</summary>
public sealed record Suspension(string Reason, DateTimeOffset Since);
