using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Agent.Doctor;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Doctor;

/// <summary>A host with all that it needs, in a folder of its own: a test breaks one thing of it and has it examined, in this process.</summary>
internal sealed class DoctorBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _asterisk;

    /// <param name="asterisk">A running Asterisk; null: only its files are there.</param>
    public DoctorBench(AsteriskRig? asterisk = null)
    {
        _folder.OpenToEveryone();
        Repository = TestRepository.With(Files("tftp://127.0.0.1:1"));
        MakeDirectory("srv", "755");
        MakeDirectory("state", "700");
        MakeDirectory("etc", "755");
        _asterisk = asterisk?.EtcDirectory ?? _folder.MakeFolder("etc/asterisk");
        Directory.CreateDirectory(Path.Combine(_asterisk, "reconciler"));
        if (asterisk is null)
        {
            WriteAsteriskFiles();
        }

        WritePrivate("master.key", new string('k', 48));
        WritePrivate("ami.secret", AsteriskRig.AmiSecret + "\n");
        Ami = asterisk is null ? null : $"{{ host: 127.0.0.1, port: {asterisk.AmiPort}, username: reconciler, secretFile: ami.secret }}";
    }

    public TestRepository Repository { get; }

    /// <summary>The value of <c>asterisk.ami</c>; null: it is left out.</summary>
    public string? Ami { get; set; }

    /// <summary>The value of <c>repository</c>.</summary>
    public string? RepositorySection { get; set; }

    /// <summary>More of the <c>served</c>, <c>asterisk</c> and whole agent's file.</summary>
    public string Served { get; set; } = "";

    /// <summary>Whether somebody answers for profiles in the clear.</summary>
    public bool IsClearTextAccepted { get; set; } = true;

    /// <summary>More of <c>provisioning</c> in site.yaml.</summary>
    public string Provisioning { get; set; } = "";

    public string Asterisk { get; set; } = "";

    public string More { get; set; } = "";

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public bool IsClockSynchronized { get; set; } = true;

    public string AgentFile => PathOf("agent.yaml");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string PathOf(string path) => _folder.PathOf(path);

    public string AsteriskFile(string name) => Path.Combine(_asterisk, name);

    public void Write(string path, string text) => _folder.Write(path, text);

    public void WritePrivate(string path, string text) => File.SetUnixFileMode(_folder.Write(path, text), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    /// <summary>Changes one text of a file of Asterisk's.</summary>
    public void Replace(string name, string from, string to)
    {
        var text = File.ReadAllText(AsteriskFile(name));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(AsteriskFile(name), text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Runs a program of the system's on a path of this host.</summary>
    public static Task RunAsync(string program, params string[] arguments) => Processes.RunSuccessfullyAsync(Requires.Tool(program), arguments, Token);

    /// <summary>Gives all files to another user, who then is the agent's.</summary>
    public async Task GiveToAsync(string user)
    {
        WriteAgentFile();
        await RunAsync("chown", "-R", user, _folder.FullPath);
    }

    /// <summary>Publishes the office, with that address for phones.</summary>
    public async Task PublishAsync(string url)
    {
        Repository.Commit("Serve", Files(url));
        await using var agent = SiteAgent.Open(Settings(), ImmutableDictionary<string, string>.Empty, TimeProvider.System, NullLoggerFactory.Instance);
        var outcome = await agent.RunOnceAsync(Token);
        Assert.True(outcome.ExitCode == Reconciliation.Status.ExitCode.Done, outcome.Message);
    }

    public Task<ImmutableArray<CheckReport>> ExamineAsync() => HostExamination.RunAsync(
        ExaminedHost.Of(Settings(), ImmutableDictionary<string, string>.Empty, Time) with { ConfigurationDirectory = PathOf("etc"), IsClockSynchronized = () => IsClockSynchronized },
        Token);

    public async Task<HostFinding[]> FindAsync() => [.. (await ExamineAsync()).SelectMany(report => report.Findings)];

    /// <summary>The host has just this one fault, and no secret is told with it.</summary>
    public async Task AssertFindsAsync(string problem, string remedy)
    {
        var finding = Assert.Single(await FindAsync());
        Assert.Contains(problem, finding.Problem, StringComparison.Ordinal);
        Assert.Contains(remedy, finding.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(AsteriskRig.AmiSecret, finding.ToString(), StringComparison.Ordinal);
    }

    /// <summary>After what it found is mended without asking, it finds nothing.</summary>
    public async Task AssertMendsAsync()
    {
        foreach (var line in HostExamination.Repair(await ExamineAsync()))
        {
            Assert.StartsWith("mended: ", line, StringComparison.Ordinal);
        }

        Assert.Empty(await FindAsync());
    }

    public void WriteAgentFile() => _folder.Write("agent.yaml", $$"""
        repository: {{RepositorySection ?? $"{{ url: {Repository.DirectoryPath}, poll: {{ every: 1h }} }}"}}
        served: { directory: srv{{(IsClearTextAccepted ? ", clearText: accepted" : "")}}{{Served}} }
        asterisk: { directory: {{AsteriskFile("reconciler")}}{{(Ami is null ? "" : ", ami: " + Ami)}}{{Asterisk}} }
        secrets: { masterKeyFile: master.key, directory: secrets }
        state: { directory: state }
        policy: { contexts: { include: [outbound] } }
        {{More}}
        """);

    public void Dispose()
    {
        Repository.Dispose();
        _folder.Dispose();
    }

    private (string, string)[] Files(string url) =>
    [
        ("site.yaml", $"name: office\nprovisioning: {{ url: \"{url}\"{Provisioning} }}\nasterisk: {{ host: 192.0.2.10, context: phones }}\n"),
        ("extensions/people.yaml", "- { extension: 151, name: Anna, voicemail: {} }\n"),
        ("phones/anna.yaml", "mac: 00:25:84:00:00:01\nmodel: SPA504G\nkeys:\n  - line: 151\n"),
    ];

    private AgentSettings Settings()
    {
        WriteAgentFile();
        var reading = AgentFileReader.Read(AgentFile, ImmutableDictionary<string, string>.Empty);
        Assert.True(reading.IsValid, string.Join('\n', reading.Diagnostics));
        return reading.Settings;
    }

    private void MakeDirectory(string name, string mode) => File.SetUnixFileMode(_folder.MakeFolder(name), (UnixFileMode)Convert.ToInt32(mode, 8));

    private void WriteAsteriskFiles()
    {
        Write("etc/asterisk/asterisk.conf", "[directories]\n");
        Write("etc/asterisk/manager.conf", "[general]\nenabled = yes\n#include \"manager.d/*.conf\"\n[reconciler]\nsecret = x\nread = system,security\nwrite = system,config,reporting\n");
        Write("etc/asterisk/pjsip.conf", "[transport-udp]\ntype = transport ; the only one\nprotocol = udp\nbind = 0.0.0.0\n#tryinclude reconciler/current/pjsip.conf\n");
        Write("etc/asterisk/extensions.conf", "[general]\nstatic = yes\n#tryinclude reconciler/current/extensions.conf\n[outbound]\nexten => _9X.,1,Hangup()\n");
        Write("etc/asterisk/voicemail.conf", "[general]\nformat = wav\n;--\n#include never\n--;\n#tryinclude \"reconciler/current/voicemail.conf\"\n");
    }
}
