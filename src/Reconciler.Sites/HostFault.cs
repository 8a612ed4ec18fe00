using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Host.Disk;
using Reconciler.Host.Pbx;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Sites;

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
