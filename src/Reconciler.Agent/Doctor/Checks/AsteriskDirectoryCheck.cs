using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The root that Asterisk includes: the agent writes it, and Asterisk reads it by its group.</summary>
internal sealed class AsteriskDirectoryCheck : IHostCheck
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    public string Name => "Asterisk's files";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport(Name, Judge(host) is { } finding ? [finding] : []));

    private static HostFinding? Judge(ExaminedHost host)
    {
        var asterisk = host.Settings.Asterisk;
        var root = new RootDirectory(asterisk.Directory, "asterisk.directory", Mode) { Group = asterisk.Group };
        if (root.Judge(host) is { } finding)
        {
            return finding;
        }

        // A group that there is not is the groups' own finding.
        if (asterisk.Group is null || LibC.FindGroup(asterisk.Group) is not { } group || ExaminedHost.FollowedStatus(root.Path) is not { } status)
        {
            return null;
        }

        if (status.Mode.HasFlag(UnixFileMode.OtherRead | UnixFileMode.OtherExecute))
        {
            return null;
        }

        if (status.Group != group)
        {
            return HostFinding.Error(
                $"Asterisk cannot read {root.Path}: the directory is not of the group '{asterisk.Group}'.",
                $"chgrp {ShellText.Quote(asterisk.Group)} {ShellText.Quote(root.Path)}",
                ExaminedHost.IsRoot || status.User == LibC.CurrentUser ? () => LibC.ChangeGroup(root.Path, group) : null);
        }

        return status.Mode.HasFlag(UnixFileMode.GroupRead | UnixFileMode.GroupExecute)
            ? null
            : root.WithMode(status.Mode | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, $"Asterisk cannot read {root.Path}: the directory is closed to its group '{asterisk.Group}'.");
    }
}
