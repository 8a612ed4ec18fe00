namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The DHCP fragments: they have a directory, and a server that includes them.</summary>
internal sealed class DhcpCheck : IHostCheck
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public string Name => "DHCP";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        if (host.Settings.Dhcp is not { } dhcp)
        {
            return Task.FromResult(new CheckReport(Name, []));
        }

        var root = new RootDirectory(dhcp.Directory, "dhcp.directory", Mode);
        return Task.FromResult(new CheckReport(Name, [.. new[] { root.Judge(host), JudgeIncluded(host, dhcp.Directory) }.OfType<HostFinding>()]));
    }

    private static HostFinding? JudgeIncluded(ExaminedHost host, string directory)
    {
        var dnsmasq = Path.Combine(host.ConfigurationDirectory, "dnsmasq.d");
        var kea = Path.Combine(host.ConfigurationDirectory, "kea", "kea-dhcp4.conf");
        var files = new[] { Path.Combine(host.ConfigurationDirectory, "dnsmasq.conf"), kea }
            .Concat(Directory.Exists(dnsmasq) ? Directory.EnumerateFiles(dnsmasq) : []).Where(File.Exists);
        if (files.SelectMany(File.ReadLines).Any(line => !line.TrimStart().StartsWith('#') && !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && line.Contains($"{directory}/current/", StringComparison.Ordinal)))
        {
            return null;
        }

        return HostFinding.Error(
            $"No DHCP server on this host includes what is published to {directory} (dhcp.directory).",
            directory.Contains("/kea/", StringComparison.Ordinal) || (File.Exists(kea) && !Directory.Exists(dnsmasq))
                ? $"Write into \"Dhcp4\" in {kea}: <?include \"{directory}/current/kea.json\"?>"
                : $"echo 'conf-file={directory}/current/dnsmasq.conf' > {ShellText.Quote(Path.Combine(dnsmasq, "reconciler.conf"))}, after the first run");
    }
}
