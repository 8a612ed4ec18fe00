namespace Reconciler.Agent.Doctor;

/// <summary>Tells whether an agent works with a state directory at this moment.</summary>
internal static class RunningAgent
{
    private const string LockFile = "agent-lock";

    /// <summary>By the lock that it holds as long as it lives; nothing is made, since it may be another user who asks.</summary>
    public static bool IsAt(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, LockFile);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
