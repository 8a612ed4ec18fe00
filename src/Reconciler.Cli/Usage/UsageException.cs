namespace Reconciler.Cli.Usage;

/// <summary>A request that cannot be carried out as it was made: exit code 2. The message is one sentence and says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
