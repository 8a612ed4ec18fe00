namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The keys that commits must be signed with, and the programs that check signatures.</summary>
internal sealed class SignatureKeysCheck : IHostCheck
{
    public string Name => "signed commits";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var verify = host.Settings.Repository.Verify;
        (string Key, string? Path, string Tool, string Package)[] kinds =
        [
            ("repository.verify.allowedSigners", verify.AllowedSigners, "/usr/bin/ssh-keygen", "openssh-client"),
            ("repository.verify.gpgKeys", verify.GpgKeys, "/usr/bin/gpg", "gpg"),
        ];
        return Task.FromResult(new CheckReport(Name, [.. kinds.Where(k => k.Path is not null).SelectMany(k => Judge(k.Key, k.Path!, k.Tool, k.Package))]));
    }

    private static IEnumerable<HostFinding> Judge(string key, string path, string tool, string package)
    {
        if (!File.Exists(path))
        {
            yield return HostFinding.Error($"There is no file {path} ({key}), so that no commit can be accepted.", $"Put the keys of those who may commit into {path}");
        }

        if (!File.Exists(tool))
        {
            yield return HostFinding.Error($"{key} needs {Path.GetFileName(tool)}, which this host does not have.", $"apt install {package}");
        }
    }
}
