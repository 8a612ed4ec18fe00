using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Acceptance.Offices;
using Reconciler.Agent.Serving;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Secrets;
using Reconciler.Host.Publishing;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Repositories;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.Phones;

/// <summary>
/// A host with a real Asterisk, the shipped program as its agent, and phones on loopback that fetch from the agent's own server: each phone at an address
/// of its own.
/// </summary>
internal sealed class PhoneOffice : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int LastNetwork = RandomNumberGenerator.GetInt32(1, 250);

    private readonly TemporaryFolder _folder = new();
    private readonly List<LivePhone> _phones = [];
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private readonly int _network = Interlocked.Increment(ref LastNetwork) % 250;
    private readonly string _addresses;
    private readonly LoopbackNetwork? _private;
    private readonly int _files = FreePort.Tcp();
    private readonly int _tls = FreePort.Tcp();
    private readonly int _api = FreePort.Tcp();
    private readonly OfficeTransport _transport;
    private readonly AsteriskRig _asterisk;
    private RunningProcess? _agent;

    /// <param name="asterisk">The PBX.</param>
    /// <param name="channel">How it is configured.</param>
    /// <param name="phones">The key <c>phones</c> of the agent's file.</param>
    /// <param name="files">The repository, but for site.yaml.</param>
    public PhoneOffice(AsteriskRig asterisk, string channel, string phones, params (string Path, string Text)[] files)
        : this(asterisk, channel, phones, OfficeTransport.Http, files)
    {
    }

    /// <summary>The same, where phones fetch in another way.</summary>
    public PhoneOffice(AsteriskRig asterisk, string channel, string phones, OfficeTransport transport, params (string Path, string Text)[] files)
    {
        _transport = transport;
        _asterisk = asterisk;
        // Phones at loopback addresses are never asked by http.
        _private = phones.Contains("http", StringComparison.Ordinal) || phones.Contains("networks", StringComparison.Ordinal) ? new LoopbackNetwork($"10.77.{_network}") : null;
        _addresses = _private?.Prefix ?? string.Create(CultureInfo.InvariantCulture, $"127.77.{_network}");
        _folder.OpenToEveryone();
        WriteSecret("master.key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        WriteSecret("ami.secret", AsteriskRig.AmiSecret);
        SiteFile = Site(channel);
        transport.WriteFiles(_folder);
        Repository = TestRepository.With([("site.yaml", SiteFile), .. files]);
        _folder.Write("agent.yaml", AgentFile(phones));
    }

    public TestRepository Repository { get; }

    /// <summary>The ports that phones fetch from, by HTTP and by TLS.</summary>
    public int[] FetchedFrom => [_files, _tls];

    /// <summary>site.yaml as it was at the start, for those who add to it.</summary>
    public string SiteFile { get; }

    /// <summary>What the agent said so far, its earlier lives included.</summary>
    public string AgentLog => _agent?.Output ?? "";

    /// <summary>The phones that live, in the order in which they were plugged in.</summary>
    public IReadOnlyList<LivePhone> Phones => _phones;

    public static string MacOf(int number) => string.Create(CultureInfo.InvariantCulture, $"0025840000{number:x2}");

    public static string ExtensionOf(int number) => (150 + number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Extension 150 + n and its phone.</summary>
    public static (string Path, string Text)[] Desk(int number, string label = "Desk", string more = "") =>
    [
        ($"extensions/{number}.yaml", $"extension: {ExtensionOf(number)}\nname: Someone\n"),
        ($"phones/{number}.yaml", $"mac: \"{MacOf(number)}\"\nmodel: SPA504G\n{more}keys: [{{ line: {ExtensionOf(number)}, label: {label} }}]\n"),
    ];

    public async Task StartAgentAsync(CancellationToken cancellationToken)
    {
        _agent = RunningProcess.Start(ReconcilerProgram.Command[0], [.. ReconcilerProgram.Command.Skip(1), "agent", "--verbose", "--config", _folder.PathOf("agent.yaml")]);
        await _agent.WaitForOutputAsync("Serving published files", cancellationToken);
        await Eventually.HoldsAsync("something is published", Patience, () => IsPublishedAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A server for what is published, at the agent's address: for when no agent runs.</summary>
    public PublishedFileServer ServeFiles()
    {
        var key = new MasterKey(Encoding.ASCII.GetBytes(new string('k', MasterKey.MinimumLength)));
        var store = new GenerationStore(new PublishedRoot(ArtifactTarget.Served, _folder.PathOf("srv")), key.DirectoryNameKey, TimeProvider.System);
        return new PublishedFileServer(ListenAddress.Parse($"127.0.0.1:{_files}", "served.http"), store, ServerLimits.OfProcess(), null, NullLogger<PublishedFileServer>.Instance);
    }

    /// <summary>Kills the agent as a crash would.</summary>
    public Task KillAgentAsync() => _agent!.KillAsync();

    /// <summary>Has the agent look at the repository at once, as a hook after a push would.</summary>
    public void Hurry() => _agent!.Signal("HUP");

    /// <summary>A command of the program on this host.</summary>
    public Task<ProcessResult> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ReconcilerProgram.RunAsync([], [.. arguments, "--config", _folder.PathOf("agent.yaml")], cancellationToken);

    /// <summary>The same, left running.</summary>
    public RunningProcess Start(params string[] arguments) =>
        RunningProcess.Start(ReconcilerProgram.Command[0], [.. ReconcilerProgram.Command.Skip(1), .. arguments, "--config", _folder.PathOf("agent.yaml")]);

    /// <summary>The served root.</summary>
    public string Served => _folder.PathOf("srv");

    /// <summary>The state directory.</summary>
    public string State => _folder.PathOf("state");

    /// <summary>Lays an image where the agent looks for it.</summary>
    public void PutFirmware(string name, int size = 5) => _folder.Write($"srv/sw/{name}", new string('i', size));

    /// <summary>The agent in this process, which does only what the test has it do, by the test's clock.</summary>
    public SiteAgent OpenAgent(TimeProvider time)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        return SiteAgent.Open(AgentFileReader.Read(_folder.PathOf("agent.yaml"), environment).Settings!, environment, time, NullLoggerFactory.Instance);
    }

    /// <summary>Plugs a phone in and leads it through its first steps: from then on it lives by itself.</summary>
    public async Task<LivePhone> PlugInAsync(int number, CancellationToken cancellationToken, string model = "SPA504G", string firmware = "7.6.1")
    {
        var address = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{_addresses}.{number}"));
        var identity = _transport.Equip(new PhoneIdentity { Mac = MacOf(number), ProductName = model, SoftwareVersion = firmware });
        var server = _transport.Bootstrap(_files, _tls).Replace("/spa$PSN.cfg", identity.IsYealink ? "" : identity.FactoryRule, StringComparison.Ordinal);
        var phone = new DeskPhone(PhoneMemory.OfFactory(identity), DeskPhoneNetwork.Fixed(address, server), _time);
        await phone.BootAsync(cancellationToken);
        _time.Advance(phone.NextResync!.Value - _time.GetUtcNow());
        await phone.TickAsync(cancellationToken);
        Assert.True(phone.Lines.Count > 0 && phone.Lines.Values.All(l => l.IsRegistered), $"{identity.Mac} is not registered:\n{string.Join('\n', phone.Trace)}\n{AgentLog}");
        var living = LivePhone.Start(phone);
        _phones.Add(living);
        return living;
    }

    /// <summary>Waits until the agent says so of a phone.</summary>
    public async Task<JsonElement> AwaitAsync(int number, Func<JsonElement, bool> condition, string what, CancellationToken cancellationToken)
    {
        var last = default(JsonElement);
        try
        {
            await Eventually.HoldsAsync(what, Patience, async () => (last = Find(await ReadAsync(cancellationToken), number)).ValueKind == JsonValueKind.Object && condition(last), cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{last}\n{AgentLog}", exception);
        }

        return last;
    }

    /// <summary>Waits until a phone is seen to run what is published for it; returns its tag.</summary>
    public async Task<string> ConvergedAsync(int number, CancellationToken cancellationToken, string? notTag = null)
    {
        var phone = await AwaitAsync(
            number, p => p.GetProperty("state").GetString() == "converged" && p.GetProperty("tag").GetProperty("seen").GetString() != notTag, $"phone {number} has converged", cancellationToken);
        return phone.GetProperty("tag").GetProperty("seen").GetString()!;
    }

    /// <summary>What <c>GET /api/phones</c> says.</summary>
    public async Task<JsonElement> ReadAsync(CancellationToken cancellationToken) =>
        JsonDocument.Parse(await _http.GetStringAsync(new Uri($"http://127.0.0.1:{_api}/api/phones"), cancellationToken)).RootElement;

    /// <summary>What <c>GET /api/status</c> says.</summary>
    public async Task<JsonElement> StatusAsync(CancellationToken cancellationToken) =>
        JsonDocument.Parse(await _http.GetStringAsync(new Uri($"http://127.0.0.1:{_api}/api/status"), cancellationToken)).RootElement;

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        _http.Dispose();
        Repository.Dispose();
        _folder.Dispose();
        _private?.Dispose();
    }

    private async Task<bool> IsPublishedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAsync(cancellationToken)).GetProperty("site").ValueKind == JsonValueKind.String;
        }
        catch (HttpRequestException)
        {
            // Its servers start one after the other.
            return false;
        }
    }

    private static JsonElement Find(JsonElement list, int number) =>
        list.GetProperty("phones").EnumerateArray().FirstOrDefault(p => p.GetProperty("mac").GetString() == MacOf(number));

    private void WriteSecret(string name, string text) =>
        File.SetUnixFileMode(_folder.Write(name, text), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private string Site(string channel) => $$"""
        name: hq
        provisioning: {{_transport.Provisioning(_files, _tls)}}
        asterisk: { host: 127.0.0.1, port: {{(channel == "sip" ? _asterisk.ChanSipPort : _asterisk.PjsipPort)}}, channel: {{channel}}, context: fxsgroup }
        firmware: { SPA504G: { "7.6.2": spa50x-30x-7-6-2.bin } }
        models: [SPA504G, SPA525G]

        """;

    private string AgentFile(string phones) => string.Create(CultureInfo.InvariantCulture, $$"""
        repository: { url: {{Repository.DirectoryPath}}, branch: {{Repository.Branch}}, poll: { every: 1h } }
        served: { directory: {{_folder.MakeFolder("srv")}}, http: "127.0.0.1:{{_files}}"{{_transport.Served(_tls)}} }
        asterisk:
          directory: {{_asterisk.ReconcilerDirectory}}
          ami: { host: {{_asterisk.Address}}, port: {{_asterisk.AmiPort}}, username: {{AsteriskRig.AmiUsername}}, secretFile: {{_folder.PathOf("ami.secret")}} }
        secrets: { masterKeyFile: {{_folder.PathOf("master.key")}} }
        state: { directory: {{_folder.PathOf("state")}} }
        http: { listen: "127.0.0.1:{{_api}}" }
        policy: { contexts: { include: [outbound], route: [itsp1] } }
        phones: {{phones}}

        """);
}
