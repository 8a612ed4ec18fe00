using Reconciler.Core.Asterisk;
using Reconciler.Core.Publishing;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;

namespace Reconciler.Agent;

/// <summary>The exceptions that are a fault of the surroundings and are told by their message alone.</summary>
public static class HostFault
{
    /// <summary>The exit code of such a fault; null: the program itself is at fault.</summary>
    public static ExitCode? ExitCodeOf(Exception exception) => exception switch
    {
        HostConfigurationException or NothingToAdoptException => ExitCode.Usage,
        RunLockedException => ExitCode.Locked,
        PublishFailedException => ExitCode.PublishFailed,
        GitUnavailableException => ExitCode.FetchFailed,
        PbxUnavailableException => ExitCode.ActivationFailed,
        _ => null,
    };
}
