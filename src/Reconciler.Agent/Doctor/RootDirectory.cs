using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor;

/// <summary>A directory that the agent writes to.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Key">The key that names it in the agent's file.</param>
/// <param name="Mode">The mode that it is made with.</param>
internal sealed record RootDirectory(string Path, string Key, UnixFileMode Mode)
{
    /// <summary>Who else is to read it; null: the agent's own group.</summary>
    public string? Group { get; init; }

    /// <summary>The first thing that keeps the agent from writing there; null: nothing.</summary>
    public HostFinding? Judge(ExaminedHost host)
    {
        if (ReadableFile.JudgeWay(host, Path, Key) is { } closed)
        {
            return closed;
        }

        var user = host.User;
        if (ExaminedHost.FollowedStatus(Path) is not { } status)
        {
            var command = $"install -d -o {user.Name}{(Group is null ? "" : $" -g {ShellText.Quote(Group)}")} -m {Convert.ToString((int)Mode, 8)} {ShellText.Quote(Path)}";
            return HostFinding.Error($"The directory {Path} ({Key}) does not exist.", command, () => Make(user));
        }

        if (status.Kind != FileKind.Directory)
        {
            return HostFinding.Error($"{Path} ({Key}) is no directory.", $"mv {ShellText.Quote(Path)} {ShellText.Quote(Path + ".before-reconciler")}");
        }

        return user.MayWrite(status)
            ? null
            : HostFinding.Error(
                $"The directory {Path} ({Key}) cannot be written by {user.Name}, as whom the agent runs.",
                $"chown {user.Name} {ShellText.Quote(Path)}",
                ExaminedHost.IsRoot && status.User == 0 ? () => LibC.ChangeOwner(Path, user.Id, null) : null);
    }

    /// <summary>A finding about the mode, which can be mended.</summary>
    public HostFinding WithMode(UnixFileMode mode, string problem) =>
        HostFinding.Error(problem, $"chmod {Convert.ToString((int)mode, 8)} {ShellText.Quote(Path)}", () => File.SetUnixFileMode(Path, mode));

    private void Make(SystemUser user)
    {
        Directory.CreateDirectory(Path);
        File.SetUnixFileMode(Path, Mode);
        if (ExaminedHost.IsRoot)
        {
            LibC.ChangeOwner(Path, user.Id, Group is null ? null : LibC.FindGroup(Group));
        }
    }
}
