using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Reconciler.Acceptance.Crashes;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Refusals;

/// <summary>A host with a real Asterisk and a site of two phones and two extensions, which the shipped program keeps.</summary>
internal sealed class PbxSite : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AsteriskRig _asterisk;

    /// <param name="asterisk">The Asterisk that it keeps.</param>
    /// <param name="channel">pjsip or sip.</param>
    /// <param name="source">What agent.yaml says of the repository; null: its folder on this host, polled as by default.</param>
    /// <param name="more">Further lines of agent.yaml.</param>
    public PbxSite(AsteriskRig asterisk, string channel, Func<TestRepository, string>? source = null, string more = "")
    {
        _asterisk = asterisk;
        _folder.OpenToEveryone();
        WriteSecret("master.key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        WriteSecret("ami.secret", AsteriskRig.AmiSecret);
        Directory.CreateDirectory(_folder.PathOf("secrets"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.MakeFolder("srv");
        Repository = TestRepository.With([("site.yaml", SiteFile(channel)), ("profiles/base.yaml", "name: base\n"), .. Phone(1, "one"), .. Phone(2, "two")]);
        _folder.Write("agent.yaml", AgentFile(source?.Invoke(Repository) ?? $"{{ url: {Repository.DirectoryPath}, branch: {Repository.Branch} }}", more));
    }

    public TestRepository Repository { get; }

    public string Served => _folder.PathOf("srv");

    public string State => _folder.PathOf("state");

    public string AgentPath => _folder.PathOf("agent.yaml");

    /// <summary>The live generation of the Asterisk root.</summary>
    public string? AsteriskGeneration => new FileInfo(Path.Combine(_asterisk.ReconcilerDirectory, "current")).LinkTarget;

    /// <summary>A run whose system calls can be listed and disturbed.</summary>
    public TracedRun TracedRun => new(_folder.PathOf("trace"), ["reconcile", "--config", AgentPath]);

    /// <summary>An extension with a mailbox, 151 and up, and its phone. The label is nothing that Asterisk has.</summary>
    public static (string Path, string Text)[] Phone(int number, string label, string name = "Someone") =>
    [
        Extension(number, name),
        ($"phones/{number}.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
            mac: 00:25:84:00:00:0{{number}}
            model: SPA504G
            keys: [{ line: {{150 + number}}, label: {{label}} }]

            """)),
    ];

    /// <summary>An extension with a mailbox, 151 and up.</summary>
    public static (string Path, string Text) Extension(int number, string name) =>
        ($"extensions/{number}.yaml", string.Create(CultureInfo.InvariantCulture, $"extension: {150 + number}\nname: {name}\nvoicemail: {{}}\n"));

    /// <summary>The folder of everything that is the site's: agent.yaml, secrets, state, what is served.</summary>
    public string Folder => _folder.FullPath;

    public void WriteAmiSecret(string secret) => WriteSecret("ami.secret", secret);

    /// <summary>One run as cron starts it.</summary>
    public Task<ProcessResult> RunAsync(CancellationToken cancellationToken) => RunAsync("reconcile", cancellationToken);

    /// <summary>A command of the program that acts on this host.</summary>
    public Task<ProcessResult> RunAsync(string command, CancellationToken cancellationToken) =>
        ReconcilerProgram.RunAsync([], [command, "--config", AgentPath], cancellationToken);

    /// <summary>One run that must end so.</summary>
    public async Task<ProcessResult> ReconcileAsync(int exitCode, CancellationToken cancellationToken)
    {
        var result = await RunAsync(cancellationToken);
        Assert.True(result.ExitCode == exitCode, $"reconcile ended with {result.ExitCode}, not {exitCode}:\n{result.Output}{result.Errors}\n{string.Join('\n', _asterisk.Log.Split('\n').TakeLast(30))}");
        return result;
    }

    /// <summary>What <c>status --format json</c> says.</summary>
    public async Task<SiteStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var result = await ReconcilerProgram.RunAsync([], ["status", "--config", AgentPath, "--format", "json"], cancellationToken);
        Assert.True(result.ExitCode == 0, result.Errors);
        return new SiteStatus(JsonDocument.Parse(result.Output).RootElement);
    }

    public void Dispose()
    {
        Repository.Dispose();
        _folder.Dispose();
    }

    private static string SiteFile(string channel) => $$"""
        name: hq
        provisioning: { url: "tftp://192.168.2.245" }
        asterisk: { host: 192.168.2.245, channel: {{channel}}, context: fxsgroup }
        defaults: { profile: base }
        models: [SPA504G]

        """;

    private void WriteSecret(string name, string text) =>
        File.SetUnixFileMode(_folder.Write(name, text), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private string AgentFile(string repository, string more) => string.Create(CultureInfo.InvariantCulture, $$"""
        repository: {{repository}}
        served: { directory: {{Served}} }
        asterisk:
          directory: {{_asterisk.ReconcilerDirectory}}
          ami: { host: {{_asterisk.Address}}, port: {{_asterisk.AmiPort}}, username: {{AsteriskRig.AmiUsername}}, secretFile: {{_folder.PathOf("ami.secret")}} }
        secrets: { masterKeyFile: {{_folder.PathOf("master.key")}}, directory: {{_folder.PathOf("secrets")}} }
        state: { directory: {{State}} }
        status: { log: {{_folder.PathOf("status.jsonl")}} }
        policy: { contexts: { include: [outbound], route: [itsp1] } }
        phones: { resync: none }
        {{more}}

        """);
}
