using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The agent's memory: his alone, and all of it his.</summary>
internal sealed class StateDirectoryCheck : IHostCheck
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Name => "state";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport(Name, [.. new[] { Judge(host), JudgeLog(host) }.OfType<HostFinding>()]));

    private static HostFinding? Judge(ExaminedHost host)
    {
        var root = new RootDirectory(host.Settings.State.Directory, "state.directory", Private);
        if (root.Judge(host) is { } finding)
        {
            return finding;
        }

        if (ExaminedHost.FollowedStatus(root.Path)!.Value.Mode is var mode && (mode & ~Private) != UnixFileMode.None)
        {
            return root.WithMode(Private, $"The directory {root.Path} (state.directory) is open to others than the agent.");
        }

        // A command that ran as another user, mostly root, leaves what the agent cannot read.
        return Directory.EnumerateFiles(root.Path).FirstOrDefault(file => LibC.Status(file) is { } status && status.User != host.User.Id) is { } foreign
            ? HostFinding.Error($"{foreign} does not belong to {host.User.Name}, as whom the agent runs.", $"chown -R {host.User.Name} {ShellText.Quote(root.Path)}")
            : null;
    }

    private static HostFinding? JudgeLog(ExaminedHost host)
    {
        if (host.Settings.Status.Log is not { } log || Path.GetDirectoryName(log) is not { } folder || folder == host.Settings.State.Directory)
        {
            return null;
        }

        // Appended to: the file itself is enough where it is there.
        return ExaminedHost.FollowedStatus(log) is { } file && host.User.MayWrite(file)
            ? null
            : new RootDirectory(folder, "of status.log", Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute).Judge(host);
    }
}
