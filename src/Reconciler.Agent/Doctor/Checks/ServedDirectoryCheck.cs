namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The root that phones fetch from: the agent writes it, and whoever the TFTP or HTTP server runs as passes through.</summary>
internal sealed class ServedDirectoryCheck : IHostCheck
{
    private const UnixFileMode Everyones = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | Everyones;

    public string Name => "served files";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport(Name, Judge(host) is { } finding ? [finding] : []));

    private static HostFinding? Judge(ExaminedHost host)
    {
        var served = host.Settings.Served;
        var root = new RootDirectory(served.Directory, "served.directory", Mode) { Group = served.Group };
        if (root.Judge(host) is { } finding)
        {
            return finding;
        }

        // The embedded server needs nobody's leave, and a group of its own says who else reads.
        if (served.Http is not null || served.Group is not null)
        {
            return null;
        }

        for (var folder = root.Path; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (ExaminedHost.FollowedStatus(folder) is { } status && !status.Mode.HasFlag(UnixFileMode.OtherExecute))
            {
                var problem = $"A TFTP or HTTP server that runs as another user cannot enter {folder}, so that phones get nothing.";
                return folder == root.Path ? root.WithMode(status.Mode | Everyones, problem) : HostFinding.Error(problem, $"chmod o+x {ShellText.Quote(folder)}");
            }
        }

        return null;
    }
}
