using System.Security.Cryptography;
using System.Text;
using Reconciler.Cli.Usage;
using Reconciler.Git.Mirrors;

namespace Reconciler.Cli.Demo;

/// <summary>The folder <c>demo/</c>: a bare repository seeded with the example office, and an agent's file for this machine. Made once, kept after.</summary>
internal sealed record DemoSite(string Directory, int Port)
{
    public string Repository => Path.Combine(Directory, "phones.git");

    public string Served => Path.Combine(Directory, "srv");

    public string Asterisk => Path.Combine(Directory, "asterisk");

    public string AgentFile => Path.Combine(Directory, "agent.yaml");

    public static DemoSite Prepare(string directory, int port, TimeProvider time)
    {
        var site = new DemoSite(directory, port);
        System.IO.Directory.CreateDirectory(directory);
        foreach (var folder in new[] { site.Served, Path.Combine(site.Served, "sw"), site.Asterisk, Path.Combine(directory, "state") })
        {
            System.IO.Directory.CreateDirectory(folder);
        }

        if (!System.IO.Directory.Exists(site.Repository))
        {
            RepositorySeed.CreateBare(site.Repository, "main", ExampleOffice.Files(), "Describe the office's phones and extensions", time);
        }

        site.WriteOnce("state/master.key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        // The example asks for a firmware version; a real site puts Cisco's image here.
        site.WriteOnce("srv/sw/spa525g-7-2-30.bin", "A stand-in for the firmware image.\n");
        File.WriteAllText(site.AgentFile, site.AgentYaml());
        return site;
    }

    private void WriteOnce(string name, string content)
    {
        var path = Path.Combine(Directory, name);
        if (File.Exists(path))
        {
            return;
        }

        using var file = UserFiles.CreatePrivate(path);
        file.Write(Encoding.UTF8.GetBytes(content));
    }

    private string AgentYaml() => $$"""
        # Made by 'reconciler demo'. A real one: docs/install.md.
        repository:
          url: {{Quoted(Repository)}}
          branch: main
          poll: { every: 1s, jitter: 0% }
        served: { directory: {{Quoted(Served)}}, http: 127.0.0.1:{{Port}} }
        asterisk: { directory: {{Quoted(Asterisk)}} }      # no ami: files only, nothing is reloaded
        secrets: { masterKeyFile: {{Quoted(Path.Combine(Directory, "state/master.key"))}} }
        state: { directory: {{Quoted(Path.Combine(Directory, "state"))}} }
        policy: { contexts: { include: [outbound], route: [itsp1] } }      # contexts of Asterisk's own that a push may use
        status:
          log: {{Quoted(Path.Combine(Directory, "status.jsonl"))}}
          branch: status/hq
        phones: { resync: none }

        """;

    // The folder may have any name; in YAML's single quotes only the quote itself means something.
    private static string Quoted(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";
}
