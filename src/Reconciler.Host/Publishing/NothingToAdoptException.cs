namespace Reconciler.Host.Publishing;

/// <summary>A name that was to be adopted is none, or nothing foreign has it: a mistake in what was asked, not a fault of the host. Exit code 2.</summary>
public sealed class NothingToAdoptException(string message) : Exception(message);
