using System.Globalization;
using System.Security.Cryptography;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Offices;

/// <summary>
/// A host that runs Reconciler for the example office: a repository to push to, a served root, an Asterisk that includes what is published, and the agent's file.
/// </summary>
internal sealed class Office : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyList<string> _prefix;

    /// <param name="asterisk">Whose directory and AMI the agent uses.</param>
    /// <param name="prefix">What programs of this host are started by.</param>
    /// <param name="adapt">Changes the example's files before the first push, by path.</param>
    public Office(AsteriskRig asterisk, IReadOnlyList<string> prefix, Func<string, string, string> adapt)
    {
        _prefix = prefix;
        _folder.OpenToEveryone();
        Served = _folder.MakeFolder("srv");
        Dhcp = _folder.MakeFolder("dhcp");
        _folder.Write("secrets/.keep", string.Empty);
        WriteSecret("master.key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        WriteSecret("ami.secret", AsteriskRig.AmiSecret);
        Repository = TestRepository.With([.. ExampleFiles().Select(file => (file.Path, adapt(file.Path, file.Text)))]);
        _folder.Write("agent.yaml", AgentFile(asterisk));
    }

    /// <summary>Where the office is described.</summary>
    public TestRepository Repository { get; }

    /// <summary>What phones fetch from.</summary>
    public string Served { get; }

    /// <summary>What the DHCP server includes from.</summary>
    public string Dhcp { get; }

    private string AgentPath => _folder.PathOf("agent.yaml");

    /// <summary>A file of the repository's last commit.</summary>
    public string Read(string path) =>
        Repository.ReadText(Repository.Branch, path) ?? throw new InvalidOperationException($"The repository has no {path}.");

    /// <summary>Pushes a change of one text in one file; fails when the text is not there.</summary>
    public void Push(string message, string path, string from, string to)
    {
        var text = Read(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Repository.Commit(message, (path, text.Replace(from, to, StringComparison.Ordinal)));
    }

    /// <summary>One run, as cron starts it; it must end well.</summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var result = await ReconcilerProgram.RunAsync(_prefix, ["reconcile", "--config", AgentPath], cancellationToken);
        Assert.True(result.ExitCode == 0, $"reconcile ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Repository.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<(string Path, string Text)> ExampleFiles()
    {
        var root = Checkout.PathOf("example-repo");
        foreach (var path in Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            yield return (Path.GetRelativePath(root, path), File.ReadAllText(path));
        }
    }

    private void WriteSecret(string name, string text)
    {
        var path = _folder.Write(name, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private string AgentFile(AsteriskRig asterisk) => string.Create(CultureInfo.InvariantCulture, $$"""
        repository:
          url: {{Repository.DirectoryPath}}
          branch: {{Repository.Branch}}
        served: { directory: {{Served}} }
        asterisk:
          directory: {{asterisk.ReconcilerDirectory}}
          ami: { host: {{asterisk.Address}}, port: {{asterisk.AmiPort}}, username: {{AsteriskRig.AmiUsername}}, secretFile: {{_folder.PathOf("ami.secret")}} }
        dhcp: { directory: {{Dhcp}} }
        secrets: { masterKeyFile: {{_folder.PathOf("master.key")}}, directory: {{_folder.PathOf("secrets")}} }
        state: { directory: {{_folder.PathOf("state")}} }
        status: { log: {{_folder.PathOf("status.jsonl")}} }
        policy: { contexts: { include: [outbound], route: [itsp1] } }
        phones: { resync: none }

        """);
}
