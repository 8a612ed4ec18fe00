using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LibGit2Sharp;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>
/// A small site on this host whose whole disk (repository, roots, state) can be put back to how it was before a run, so that the same run can be killed at
/// another of its calls. Nothing is reloaded: the agent's file names no AMI.
/// </summary>
internal sealed class CrashSite : IDisposable
{
    private const string StatusBranch = "status/hq";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, ServedFiles>> _saved = new(StringComparer.Ordinal);

    public CrashSite()
    {
        _folder.OpenToEveryone();
        WriteSecret("master.key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        Directory.CreateDirectory(_folder.PathOf("secrets"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Write("agent.yaml", AgentFile());
        _folder.MakeFolder("disk/srv");
    }

    public string Disk => _folder.PathOf("disk");

    public string Served => PathOf("srv");

    public string State => PathOf("state");

    public string AgentPath => _folder.PathOf("agent.yaml");

    /// <summary>A path on the disk that is put back.</summary>
    public string PathOf(string relative) => Path.Combine(Disk, relative);

    /// <summary>Copies the repository as it is now to where the agent fetches from, as a push would; its status branch stays.</summary>
    public async Task PushAsync(TestRepository repository, CancellationToken cancellationToken)
    {
        var git = Requires.Tool("git");
        if (!Directory.Exists(PathOf("phones.git")))
        {
            await Processes.RunSuccessfullyAsync(git, ["clone", "-q", "--bare", repository.DirectoryPath, PathOf("phones.git")], cancellationToken);
            return;
        }

        await Processes.RunSuccessfullyAsync(git, ["-C", repository.DirectoryPath, "push", "-q", PathOf("phones.git"), repository.Branch], cancellationToken);
    }

    /// <summary>One run as cron starts it.</summary>
    public Task<ProcessResult> RunAsync(CancellationToken cancellationToken) => CommandAsync(["reconcile"], cancellationToken);

    /// <summary>Any command on this host.</summary>
    public Task<ProcessResult> CommandAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        ReconcilerProgram.RunAsync([], [.. command, "--config", AgentPath], cancellationToken);

    /// <summary>One run that must end well.</summary>
    public async Task ReconcileAsync(string when, CancellationToken cancellationToken)
    {
        var result = await RunAsync(cancellationToken);
        Assert.True(result.ExitCode == 0, $"{when}: the next run ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
    }

    /// <summary>A run whose system calls can be listed and disturbed.</summary>
    public TracedRun TracedRun(params string[] command) => new(_folder.PathOf("trace"), [.. command, "--config", AgentPath]);

    /// <summary>Keeps a copy of the disk under a name, with what is served.</summary>
    public async Task SaveAsync(string name, CancellationToken cancellationToken)
    {
        await Processes.RunSuccessfullyAsync("cp", ["-a", Disk, _folder.PathOf(name)], cancellationToken);
        _saved.Add(name, ReadRoots());
    }

    /// <summary>Puts the disk back to that copy.</summary>
    public async Task RestoreAsync(string name, CancellationToken cancellationToken)
    {
        Directory.Delete(Disk, recursive: true);
        await Processes.RunSuccessfullyAsync("cp", ["-a", _folder.PathOf(name), Disk], cancellationToken);
    }

    /// <summary>What was in each root when that copy was made.</summary>
    public IReadOnlyDictionary<string, ServedFiles> RootsIn(string name) => _saved[name];

    /// <summary>What phones, Asterisk and the DHCP server would read now, by root.</summary>
    public IReadOnlyDictionary<string, ServedFiles> ReadRoots() => new Dictionary<string, ServedFiles>(StringComparer.Ordinal)
    {
        ["srv"] = ServedFiles.Read(Served),
        ["asterisk"] = ServedFiles.Read(PathOf("asterisk/current")),
        ["dhcp"] = ServedFiles.Read(PathOf("dhcp/current")),
    };

    /// <summary>The commit to be served.</summary>
    public string Head()
    {
        using var repository = new Repository(PathOf("phones.git"));
        return repository.Branches["main"].Tip.Sha;
    }

    /// <summary>What the tip of the status branch says.</summary>
    public JsonElement RecordedStatus()
    {
        using var repository = new Repository(PathOf("phones.git"));
        return JsonDocument.Parse(((Blob)repository.Branches[StatusBranch].Tip["status.json"].Target).GetContentText()).RootElement;
    }

    public void Dispose() => _folder.Dispose();

    private void WriteSecret(string name, string text) =>
        File.SetUnixFileMode(_folder.Write(name, text), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private string AgentFile() => string.Create(CultureInfo.InvariantCulture, $$"""
        repository: { url: {{PathOf("phones.git")}}, branch: main }
        served: { directory: {{Served}} }
        asterisk: { directory: {{PathOf("asterisk")}} }
        dhcp: { directory: {{PathOf("dhcp")}} }
        secrets: { masterKeyFile: {{_folder.PathOf("master.key")}}, directory: {{_folder.PathOf("secrets")}} }
        state: { directory: {{State}} }
        policy: { contexts: { include: [outbound], route: [itsp1] } }
        status: { log: {{PathOf("status.jsonl")}}, branch: {{StatusBranch}} }

        """);
}
