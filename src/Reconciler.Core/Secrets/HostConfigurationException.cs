namespace Reconciler.Core.Secrets;

/// <summary>Something that the host's administrator set up is missing or unfit. The message is one sentence and says what to do; it never holds a secret.</summary>
public sealed class HostConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
