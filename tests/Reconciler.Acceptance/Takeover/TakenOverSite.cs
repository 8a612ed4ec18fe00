using System.Globalization;
using System.Security.Cryptography;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Takeover;

/// <summary>An administrator's steps to take a host over, in the order that docs/import.md says.</summary>
internal sealed class TakenOverSite : IDisposable
{
    private const string Granted = "include: [outbound], route: [from-provider]";

    private readonly TemporaryFolder _folder;
    private readonly AsteriskRig _asterisk;
    private readonly TestRepository _repository = TestRepository.Empty();

    public TakenOverSite(TemporaryFolder folder, AsteriskRig asterisk)
    {
        (_folder, _asterisk) = (folder, asterisk);
        WriteSecret("master.key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        WriteSecret("ami.secret", AsteriskRig.AmiSecret);
        WriteAgentFile(Granted);
    }

    /// <summary>By files. Returns what it says, so that it can be read with the test.</summary>
    public async Task<string> ImportAsync(CancellationToken cancellationToken)
    {
        // What Reconciler is to publish is in the same folder, and of Asterisk's own files these matter.
        var files = _folder.MakeFolder("asterisk");
        foreach (var name in (string[])["pjsip.conf", "sip.conf", "extensions.conf", "voicemail.conf"])
        {
            File.Copy(Path.Combine(_asterisk.EtcDirectory, name), Path.Combine(files, name));
        }

        var result = await ReconcilerProgram.RunAsync(
            [],
            ["import", _folder.PathOf("srv"), files, _folder.PathOf("phones.csv"), "--site", "hq", "--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"), "--asterisk-out", _folder.PathOf("stays")],
            cancellationToken);
        Assert.True(result.ExitCode == 0, $"import ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
        _repository.Commit("Take over", [.. SpecsIn("specs").Select(s => (s.Key, s.Value))]);
        return result.Output + result.Errors;
    }

    /// <summary>Asked by AMI, Asterisk gives the same specs and secrets as its files do.</summary>
    public async Task AssertRunningSaysTheSameAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            ["import", "asterisk", _folder.PathOf("srv"), _folder.PathOf("phones.csv"), "--site", "hq", "--out", _folder.PathOf("asked"), "--secrets", _folder.PathOf("asked-secrets")], cancellationToken);
        Assert.True(result.ExitCode == 0, $"import asterisk ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
        Assert.Equal(SpecsIn("specs"), SpecsIn("asked"));
        Assert.Equal(SpecsIn("secrets"), SpecsIn("asked-secrets"));
        Assert.DoesNotContain("-canary", result.Output + result.Errors, StringComparison.Ordinal);
    }

    public void PutAsteriskFilesInPlace()
    {
        foreach (var (path, text) in SpecsIn("stays"))
        {
            _asterisk.WriteFile(path, text);
        }
    }

    public void GrantContexts() => WriteAgentFile(Granted + ", phones: [office]");

    /// <summary>The first plan by the host's own word: nothing is refused, and nothing waits.</summary>
    public async Task AssertPlanIsAllowedAsync(CancellationToken cancellationToken)
    {
        await Processes.RunSuccessfullyAsync(Requires.Tool("git"), ["clone", "--quiet", _repository.DirectoryPath, _folder.PathOf("checkout")], cancellationToken);
        await AssertNothingLeftToDoAsync(cancellationToken);
    }

    /// <summary>The host has all that the repository says.</summary>
    public async Task AssertNothingLeftToDoAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(["plan", _folder.PathOf("checkout"), "--exit-code"], cancellationToken);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }

    /// <summary>A file, or a folder, that the phones had before makes way.</summary>
    public async Task AdoptAsync(string name, CancellationToken cancellationToken, params string[] options)
    {
        var result = await RunAsync(["adopt", name, .. options], cancellationToken);
        Assert.True(result.ExitCode == 0, $"adopt {name} ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
    }

    /// <summary>A command of the program on this host.</summary>
    public Task<ProcessResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        ReconcilerProgram.RunAsync([], [.. command, "--config", _folder.PathOf("agent.yaml")], cancellationToken);

    public void Dispose() => _repository.Dispose();

    private SortedDictionary<string, string> SpecsIn(string folder) => new(
        Directory.EnumerateFiles(_folder.PathOf(folder), "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(_folder.PathOf(folder), f), File.ReadAllText),
        StringComparer.Ordinal);

    private void WriteSecret(string name, string text) => File.SetUnixFileMode(_folder.Write(name, text), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private void WriteAgentFile(string contexts) => _folder.Write("agent.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
        repository: { url: {{_repository.DirectoryPath}}, branch: {{_repository.Branch}} }
        served: { directory: {{_folder.PathOf("srv")}} }
        asterisk:
          directory: {{_asterisk.ReconcilerDirectory}}
          ami: { host: {{_asterisk.Address}}, port: {{_asterisk.AmiPort}}, username: {{AsteriskRig.AmiUsername}}, secretFile: {{_folder.PathOf("ami.secret")}} }
        secrets: { masterKeyFile: {{_folder.PathOf("master.key")}}, directory: {{_folder.PathOf("secrets")}} }
        state: { directory: {{_folder.PathOf("state")}} }
        policy: { contexts: { {{contexts}} } }
        phones: { resync: notify }

        """));
}
