namespace Reconciler.Reconciliation.Status;

/// <summary>A run that has begun and has not come to an outcome that could be recorded.</summary>
/// <param name="Began">When it began.</param>
/// <param name="Process">The process's id.</param>
/// <param name="ProcessStart">When the process started, in the kernel's ticks: another process may get the same id.</param>
/// <param name="BrokeOff">True: it ended by a fault of the program's own.</param>
/// <param name="Since">When the first of the attempts began that failed in a row.</param>
/// <param name="Fault">Why it could not begin, for people; null: it did.</param>
public sealed record RunAttempt(DateTimeOffset Began, int Process, long ProcessStart, bool BrokeOff, DateTimeOffset Since, string? Fault = null);
