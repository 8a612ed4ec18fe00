using Reconciler.Git.Signatures;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The keys that commits must be signed with, and the programs that check signatures.</summary>
internal sealed class SignatureKeysCheck : IHostCheck
{
    public string Name => "signed commits";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var verify = host.Settings.Repository.Verify;
        (string Key, string? Path, SignatureTool Tool)[] kinds =
        [
            ("repository.verify.allowedSigners", verify.AllowedSigners, SignatureTool.Ssh),
            ("repository.verify.gpgKeys", verify.GpgKeys, SignatureTool.Gpg),
        ];
        return Task.FromResult(new CheckReport(Name, [.. kinds.Where(k => k.Path is not null).SelectMany(k => Judge(k.Key, k.Path!, k.Tool))]));
    }

    private static IEnumerable<HostFinding> Judge(string key, string path, SignatureTool tool)
    {
        if (!File.Exists(path))
        {
            yield return HostFinding.Error($"There is no file {path} ({key}), so that no commit can be accepted.", $"Put the keys of those who may commit into {path}");
        }

        if (!tool.IsInstalled)
        {
            yield return HostFinding.Error($"{key} needs {tool.Name}, which this host does not have.", $"apt install {tool.Package}");
        }
    }
}
