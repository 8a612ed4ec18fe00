using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor;

/// <summary>A file that the agent must be able to read and nobody else may.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Foreign =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The first thing that is wrong with it; null: nothing.</summary>
    /// <param name="host">Whose agent it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="what">The file's use, and the key that names it.</param>
    /// <param name="make">How to make it where it is missing.</param>
    public static HostFinding? Judge(ExaminedHost host, string path, string what, string make)
    {
        if (ReadableFile.JudgeWay(host, path, what) is { } closed)
        {
            return closed;
        }

        var (user, word) = (host.User, ShellText.Quote(path));
        if (LibC.Status(path) is not { } status)
        {
            return HostFinding.Error($"{path} ({what}) does not exist.", make);
        }

        if (status.Kind != FileKind.Regular)
        {
            return HostFinding.Error($"{path} ({what}) is no plain file.", $"Name the file itself in the agent's file; 'readlink -f {word}' says where a link leads.");
        }

        if (status.User != user.Id)
        {
            return HostFinding.Error($"{path} ({what}) does not belong to {user.Name}, as whom the agent runs.", $"chown {user.Name} {word}", ExaminedHost.IsRoot ? () => LibC.ChangeOwner(path, user.Id, null) : null);
        }

        return (status.Mode & Foreign) != UnixFileMode.None
            ? HostFinding.Error($"{path} ({what}) is open to its group or others.", $"chmod 600 {word}", () => File.SetUnixFileMode(path, OwnersAlone))
            : null;
    }
}
