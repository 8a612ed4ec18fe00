using System.Text;
using Reconciler.Git.Mirrors;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Benchmarks;

/// <summary>A generated fleet in a bare repository, checkouts of it, and agents' files for it.</summary>
internal sealed class GeneratedSite(TemporaryFolder folder, int phones)
{
    private readonly FleetGenerator _generator = new(phones);

    private string Repository => folder.PathOf("phones.git");

    public static GeneratedSite Create(TemporaryFolder folder, int phones)
    {
        var site = new GeneratedSite(folder, phones);
        var files = site._generator.Files().ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text), StringComparer.Ordinal);
        RepositorySeed.CreateBare(site.Repository, "main", files, "Generated fleet", TimeProvider.System);
        return site;
    }

    /// <summary>A working tree.</summary>
    public async Task<string> CheckOutAsync(string name, CancellationToken cancellationToken)
    {
        var work = folder.PathOf(name);
        await Processes.RunSuccessfullyAsync("git", ["clone", "-q", Repository, work], cancellationToken);
        return work;
    }

    /// <summary>Edits one phone's file in a working tree.</summary>
    public Task ChangeOnePhoneAsync(string work, string stationName, CancellationToken cancellationToken) => File.WriteAllTextAsync(
        Path.Combine(work, FleetGenerator.PathOf(0)), $"{_generator.Phone(0)}stationName: {stationName}\n", cancellationToken);

    /// <summary>Commits what was edited, and pushes it.</summary>
    public static async Task PushAsync(string work, CancellationToken cancellationToken)
    {
        await Processes.RunSuccessfullyAsync("git", ["-C", work, "-c", "user.name=b", "-c", "user.email=b@example.com", "commit", "-qam", "change"], cancellationToken);
        await Processes.RunSuccessfullyAsync("git", ["-C", work, "push", "-q"], cancellationToken);
    }

    /// <summary>An agent of that name, with roots and a state of its own.</summary>
    public AgentHome Home(string name) => HomeOf(folder, name, Repository);

    /// <summary>The same for any repository.</summary>
    public static AgentHome HomeOf(TemporaryFolder folder, string name, string repository)
    {
        var home = folder.MakeFolder(name);
        var key = Path.Combine(home, "master.key");
        File.WriteAllText(key, new string('k', 48));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new AgentHome(home, folder.Write($"{name}/agent.yaml", $$"""
            repository: { url: {{repository}}, branch: main, poll: { every: 1h } }
            served: { directory: {{home}}/srv }
            asterisk: { directory: {{home}}/asterisk }
            secrets: { masterKeyFile: {{key}} }
            state: { directory: {{home}}/state }
            status: { log: {{home}}/status.jsonl }
            policy: { contexts: { include: [outbound], route: [itsp1] } }
            phones: { resync: none }

            """));
    }
}
