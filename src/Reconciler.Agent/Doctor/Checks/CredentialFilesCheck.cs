using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The files that the agent logs in with, at Git servers and at Asterisk, and those by which it knows its servers.</summary>
internal sealed class CredentialFilesCheck : IHostCheck
{
    public string Name => "credentials";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var settings = host.Settings;
        var ami = settings.Asterisk.Ami is { } named
            ? PrivateFile.Judge(host, named.SecretFile, "asterisk.ami.secretFile", $"(umask 077 && head -c 24 /dev/urandom | base64 > {ShellText.Quote(named.SecretFile)}) && chown {host.User.Name} {ShellText.Quote(named.SecretFile)}")
            : null;
        var git = Of(host, settings.Repository.Credentials, "repository.credentials").Concat(Of(host, settings.Status.Credentials, "status.credentials"));
        return Task.FromResult(new CheckReport(Name, [.. git.Prepend(ami).OfType<HostFinding>().DistinctBy(finding => finding.Problem.Split(' ')[0])]));
    }

    private static IEnumerable<HostFinding?> Of(ExaminedHost host, CredentialsSettings? credentials, string key)
    {
        if (credentials is null)
        {
            yield break;
        }

        if (credentials.SshKeyFile is { } sshKey)
        {
            var word = ShellText.Quote(sshKey);
            yield return PrivateFile.Judge(host, sshKey, $"{key}.sshKeyFile", $"ssh-keygen -q -t ed25519 -N '' -f {word} && chown {host.User.Name} {word}");
        }

        if (credentials.PasswordFile is { } password)
        {
            yield return PrivateFile.Judge(host, password, $"{key}.passwordFile", "Write the password or token into it, one line, as its owner's alone.");
        }

        foreach (var (name, path) in new[] { ("usernameFile", credentials.UsernameFile), ("knownHostsFile", credentials.KnownHostsFile), ("caFile", credentials.CaFile) })
        {
            yield return path is null ? null : ReadableFile.Judge(host, path, $"{key}.{name}");
        }
    }
}
