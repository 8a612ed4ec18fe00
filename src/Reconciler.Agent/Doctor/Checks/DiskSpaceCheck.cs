using System.Globalization;
using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>Room for a generation more of everything, in bytes and in files.</summary>
internal sealed class DiskSpaceCheck : IHostCheck
{
    /// <summary>10,000 phones take some 60 MB and 10,000 files; less than that is used up soon.</summary>
    private const ulong LeastBytes = 100 << 20;

    private const ulong LeastInodes = 5_000;

    public string Name => "disk";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var settings = host.Settings;
        var roots = new[] { settings.State.Directory, settings.Served.Directory, settings.Asterisk.Directory, settings.Dhcp?.Directory }.OfType<string>().Where(Directory.Exists);
        return Task.FromResult(new CheckReport(Name, [.. roots.Select(Judge).OfType<HostFinding>()]));
    }

    private static HostFinding? Judge(string path)
    {
        var word = ShellText.Quote(path);
        return LibC.TrySpace(path) switch
        {
            { IsReadOnly: true } => HostFinding.Error($"The file system of {path} is mounted read-only.", $"mount -o remount,rw \"$(findmnt -no TARGET -T {word})\""),
            { FreeBytes: < LeastBytes } space => HostFinding.Error(
                string.Create(CultureInfo.InvariantCulture, $"The file system of {path} has {space.FreeBytes >> 20} MiB left and should have {LeastBytes >> 20}."),
                $"Free some space; du -xh --max-depth=2 \"$(findmnt -no TARGET -T {word})\" | sort -h says where it went."),
            { FreeInodes: < LeastInodes } space => HostFinding.Error(
                string.Create(CultureInfo.InvariantCulture, $"The file system of {path} has room for {space.FreeInodes} more files (inodes) and should have it for {LeastInodes}."),
                $"Remove files that nobody needs; du -x --inodes --max-depth=2 \"$(findmnt -no TARGET -T {word})\" | sort -n says where they are."),
            _ => null,
        };
    }
}
