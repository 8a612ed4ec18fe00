using Reconciler.Core.Secrets;
using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The key that all passwords are derived from: the agent's alone, and long enough.</summary>
internal sealed class MasterKeyCheck : IHostCheck
{
    public string Name => "master key";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var secrets = host.Settings.Secrets;
        var findings = new[] { ("secrets.masterKeyFile", secrets.MasterKeyFile), ("secrets.previousMasterKeyFile", secrets.PreviousMasterKeyFile) }
            .Where(file => file.Item2 is not null)
            .Select(file => Judge(host, file.Item1, file.Item2!));
        return Task.FromResult(new CheckReport(Name, [.. findings.OfType<HostFinding>()]));
    }

    private static HostFinding? Judge(ExaminedHost host, string key, string path)
    {
        var word = ShellText.Quote(path);
        var make = $"(umask 077 && head -c 48 /dev/urandom > {word}) && chown {host.User.Name} {word}";
        if (PrivateFile.Judge(host, path, $"the master key, {key}", make) is { } finding)
        {
            return finding;
        }

        return LibC.Status(path)!.Value.Size < MasterKey.MinimumLength
            ? HostFinding.Error($"{path} ({key}) is too short for a master key: it needs at least {MasterKey.MinimumLength} bytes.", make)
            : null;
    }
}
