namespace Reconciler.Agent.Doctor;

/// <summary>A file that the agent must be able to read, and others may.</summary>
internal static class ReadableFile
{
    /// <summary>The first thing that is wrong with it; null: nothing.</summary>
    public static HostFinding? Judge(ExaminedHost host, string path, string what)
    {
        if (JudgeWay(host, path, what) is { } closed)
        {
            return closed;
        }

        if (ExaminedHost.FollowedStatus(path) is not { } status)
        {
            return HostFinding.Error($"{path} ({what}) does not exist.", $"Make it, or correct the agent's file.");
        }

        return host.User.MayRead(status)
            ? null
            : HostFinding.Error($"{path} ({what}) cannot be read by {host.User.Name}.", $"chmod o+r {ShellText.Quote(path)}", () => File.SetUnixFileMode(path, status.Mode | UnixFileMode.OtherRead));
    }

    /// <summary>A directory on the way that is closed to the agent.</summary>
    public static HostFinding? JudgeWay(ExaminedHost host, string path, string what) => host.ClosedAncestor(path) is { } folder
        ? HostFinding.Error($"{path} ({what}) is out of reach: {host.User.Name} may not enter {folder}.", $"chmod o+x {ShellText.Quote(folder)}")
        : null;
}
