using Reconciler.Core.Secrets;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Status;

/// <summary>Whose the state is: what another user leaves in it the agent could not read, and what the agent leaves another cannot.</summary>
public static class StateOwner
{
    /// <summary>Passes where this user may work with the state, also where there is none yet.</summary>
    /// <exception cref="HostConfigurationException">It is another's.</exception>
    public static void Check(string stateDirectory)
    {
        // Of the file and not of the directory, which may be lent to the agent by whoever owns it.
        if (OwnerOf(Path.Combine(stateDirectory, "state.json"), stateDirectory) is { } owner && owner != LibC.CurrentUser)
        {
            var name = ChangedBy.UserName(owner);
            throw new HostConfigurationException(
                $"The state in {stateDirectory} belongs to {name}: run this as that user, such as by 'sudo -u {name} reconciler ...', or, where the agent is to run as another one from now on, give it to him with 'chown -R'.");
        }
    }

    private static uint? OwnerOf(string path, string directory)
    {
        try
        {
            return LibC.Status(path)?.User;
        }
        catch (PublishFailedException exception) when (exception.ErrorNumber == Errno.NoAccess)
        {
            // The directory is closed to this user.
            return LibC.Status(directory)?.User;
        }
    }
}
