using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;

namespace Reconciler.Agent.Doctor;

/// <summary>An obstacle between the agent and a repository.</summary>
internal static class RepositoryFinding
{
    /// <summary>Why it could not be used; null: for another reason than the repository's.</summary>
    public static HostFinding? Of(Exception exception, string url, string key) => exception switch
    {
        GitUnavailableException { Failure: GitFailure.Unreachable or GitFailure.TimedOut or GitFailure.Other } =>
            HostFinding.Error(exception.Message, $"See what Git itself says: git ls-remote {ShellText.Quote(url)}"),
        GitUnavailableException { Failure: GitFailure.RepositoryNotFound } => HostFinding.Error(exception.Message, $"Correct {key}.url in the agent's file, or let the agent's key or token see the repository."),
        GitUnavailableException => HostFinding.OfSentence(exception.Message, ": ", $"Correct '{key}' in the agent's file."),
        HostConfigurationException => HostFinding.OfSentence(exception.Message, "; ", $"Correct '{key}' in the agent's file."),
        _ => null,
    };
}
