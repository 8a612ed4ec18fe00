using System.Text;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Cli.Tests;

/// <summary>A PBX host of one test: a repository, the roots, a master key and an agent's file, on which the shipped program is run.</summary>
internal sealed class OfficeHost : IDisposable
{
    public const string StatusBranch = "status/office";

    private readonly TemporaryFolder _folder = new();

    public OfficeHost(params (string Path, string Content)[] more)
    {
        Repository = TestRepository.With(
            [
                ("site.yaml", OfficeFiles.Site),
                ("extensions/people.yaml", OfficeFiles.Extensions),
                ("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, "Anna")),
                ("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Ben")),
                .. more,
            ]);
        Served = _folder.MakeFolder("srv");
        Asterisk = _folder.MakeFolder("asterisk");
        WriteOwned("master.key", new string('k', 48));
        WriteAgentFile();
    }

    public TestRepository Repository { get; }

    public string Served { get; }

    public string Asterisk { get; }

    public string AgentFile => PathOf("agent.yaml");

    public string StatusLog => PathOf("status.jsonl");

    /// <summary>Variables for the program.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> StatusCommits => Repository.Log(StatusBranch);

    /// <summary>The live generation's name.</summary>
    public string? Generation => new DirectoryInfo(Path.Combine(Served, ".reconciler", "current")).LinkTarget;

    /// <summary>How many generations lie under the served root.</summary>
    public int Generations => Directory.GetDirectories(Path.Combine(Served, ".reconciler", "gens")).Length;

    public string PathOf(params ReadOnlySpan<string> parts) => _folder.PathOf(parts);

    public string Write(string path, string text) => _folder.Write(path, text);

    /// <summary>Lets every user read the agent's file, and what is there for everybody.</summary>
    public void OpenToEveryone() => _folder.OpenToEveryone();

    /// <summary>A file that is its owner's alone, as a key must be.</summary>
    public string WriteOwned(string path, string text)
    {
        var full = _folder.Write(path, text);
        File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return full;
    }

    /// <summary>Writes the agent's file; a null section is left out.</summary>
    public void WriteAgentFile(string? repository = null, string served = "{ directory: srv, clearText: accepted }", string more = "") => Write("agent.yaml", $$"""
        repository: {{repository ?? $"{{ url: {Repository.DirectoryPath}, poll: {{ every: 1h }} }}"}}
        served: {{served}}
        asterisk: { directory: asterisk }
        secrets: { masterKeyFile: master.key, directory: secrets }
        state: { directory: state }
        status: { log: status.jsonl, branch: {{StatusBranch}} }
        policy: { contexts: { include: [outbound], route: [itsp1] } }
        phones: { resync: none }
        {{more}}
        """);

    /// <summary>Runs a command that acts on this host.</summary>
    public Task<ProcessResult> RunAsync(params string[] arguments) =>
        Shipped.RunAsync([.. arguments, "--config", AgentFile], new ProcessOptions { Environment = Environment });

    public Task<ProcessResult> ReconcileAsync() => RunAsync("reconcile");

    /// <summary>Starts the daemon and waits until it has said <paramref name="until"/>.</summary>
    public async Task<RunningProcess> StartAgentAsync(string until, string? workingFolder = null)
    {
        var agent = Shipped.Start(["agent", "--verbose", "--config", AgentFile], new ProcessOptions { Environment = Environment, WorkingFolder = workingFolder });
        try
        {
            await agent.SaysAsync(until);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a phone would get; null: not found.</summary>
    public string? Profile(string mac)
    {
        var path = Path.Combine(Served, "xml", $"spa{mac}.xml");
        return File.Exists(path) ? File.ReadAllText(path, Encoding.UTF8) : null;
    }

    /// <summary>Another label on Anna's key: the smallest change that a phone sees.</summary>
    public string Relabel(string label) => Repository.Commit("Relabel", ("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, label)));

    public void Dispose()
    {
        Repository.Dispose();
        _folder.Dispose();
    }
}
