namespace Reconciler.Cli.Usage;

/// <summary>What was asked cannot be done as asked: exit code 2. The message is one sentence and says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
