using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Host.PhoneLogs;
using Reconciler.Testing;
using Reconciler.Testing.Networking;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>The archive for a maker's support, and what the agent that ships writes down of a phone for it.</summary>
public sealed class SupportCommandTests : IDisposable
{
    private const string Phone = "002584000009";
    private const string OfAPhone = "phone-canary-4711";
    private const string OfAnExtension = "extension-canary-4712";
    private const string OfTheAgent = "agent-token-canary-4713-long";

    private readonly OfficeHost _host = new(
        ("extensions/secret.yaml", $$"""
            - { extension: 201, name: Derived }
            - { extension: 204, name: Value, secret: { value: {{OfAnExtension}} } }

            """),
        ("phones/secret.yaml", $$"""
            mac: 00:25:84:00:00:09
            model: SPA504G
            keys: [201, 204]
            parameters: { Directory_Password: { value: {{OfAPhone}} } }

            """));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Bundle_HoldsWhatSupportAsksFor_AndNoSecret()
    {
        _host.WriteOwned("act.token", OfTheAgent + "\n");
        _host.WriteAgentFile(more: "http: { listen: \"127.0.0.1:0\", actTokenFile: act.token }");
        Assert.Equal(0, (await Program.RunAsync("reconcile", "--config", _host.AgentFile)).ExitCode);
        var derived = _host.Profile(Phone)!.Split("<Password_1_ ua=\"na\">")[1].Split('<')[0];
        var store = new PhoneLogStore(_host.PathOf("state"), new PhoneLogLimits());
        foreach (var canary in new[] { OfAPhone, OfAnExtension, OfTheAgent, derived })
        {
            store.Add(new MacAddress(0x002584000009), new PhoneLogLine(DateTimeOffset.UnixEpoch, PhoneLogKind.Syslog, "192.0.2.7", $"the phone says {canary} aloud"));
        }

        var run = await Program.RunAsync("support", Phone, "--config", _host.AgentFile, "--out", _host.PathOf("out.tar.gz"));
        var files = await ReadAsync(_host.PathOf("out.tar.gz"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            ["log.txt", "profile.xml", "runs.json", "status.json", "summary.txt", "timeline.txt"],
            files.Keys.Order(StringComparer.Ordinal).Select(name => name[$"support-{Phone}/".Length..]));
        Assert.Contains("<Display_Name_1_ ua=\"na\">", files[$"support-{Phone}/profile.xml"], StringComparison.Ordinal);
        Assert.Contains("the phone says *** aloud", files[$"support-{Phone}/log.txt"], StringComparison.Ordinal);
        Assert.Contains("\"changes\"", files[$"support-{Phone}/runs.json"], StringComparison.Ordinal);
        Assert.Contains("model: SPA504G", files[$"support-{Phone}/summary.txt"], StringComparison.Ordinal);
        Assert.All(files.Values.Append(run.Out), text => Assert.All(
            new[] { OfAPhone, OfAnExtension, OfTheAgent, derived, new string('k', 48) }, canary => Assert.DoesNotContain(canary, text, StringComparison.Ordinal)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_host.PathOf("out.tar.gz")));
        Assert.Equal(2, (await Program.RunAsync("support", Phone, "--config", _host.AgentFile, "--out", _host.PathOf("out.tar.gz"))).ExitCode);
    }

    [Fact]
    public async Task Phone_ThatNobodySaw_IsNamed()
    {
        var run = await Program.RunAsync("support", "002584aaaaaa", "--config", _host.AgentFile, "--out", _host.PathOf("out.tar.gz"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'002584aaaaaa': no published phone has this MAC address", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_host.PathOf("out.tar.gz")));
    }

    [Fact]
    public async Task Agent_WritesDownWhatAPhoneFetchesAndSays()
    {
        using var network = new LoopbackNetwork("10.78.42");
        var (files, syslog) = (FreePort.Tcp(), FreePort.Udp());
        var log = _host.Write("dnsmasq.log", "");
        _host.WriteAgentFile(served: $"{{ directory: srv, http: \"0.0.0.0:{files}\" }}", more: $"syslog: {{ listen: \"0.0.0.0:{syslog}\" }}");
        await File.WriteAllTextAsync(_host.AgentFile, (await File.ReadAllTextAsync(_host.AgentFile, Token)).Replace("resync: none", $"resync: none, logs: [{log}]", StringComparison.Ordinal), Token);
        await using var agent = await _host.StartAgentAsync("Published");
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse("10.78.42.9"), 0));
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var http = new HttpClient(handler);

        await File.AppendAllTextAsync(log, "Nov 27 21:00:00 dnsmasq-tftp[90]: sent /srv/tftp/spa504G.cfg to 10.78.42.9\n", Token);
        await UntilAsync(() => File.Exists(_host.PathOf("state", "phone-logs", "unknown.log")));
        await http.GetStringAsync($"http://10.78.42.9:{files}/xml/spa{Phone}.xml", Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("<131>Jan  1 00:00:12 reg failed"), new IPEndPoint(IPAddress.Parse("10.78.42.9"), syslog), Token);
        var store = new PhoneLogStore(_host.PathOf("state"), new PhoneLogLimits());
        await UntilAsync(() => store.Read(new MacAddress(0x002584000009), "reg failed", 10).Count == 1);

        var shown = await _host.RunAsync("phones", Phone, "--log");

        Assert.Equal(
            ["fetch   10.78.42.9  spa504G.cfg by dnsmasq: asked for", $"fetch   10.78.42.9  spa{Phone}.xml by http: 200", "syslog  10.78.42.9  err: reg failed"],
            shown.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[22..]));

        async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext _, CancellationToken token)
        {
            var from = new Socket(SocketType.Stream, ProtocolType.Tcp);
            from.Bind(new IPEndPoint(IPAddress.Parse("10.78.42.9"), 0));
            await from.ConnectAsync(IPAddress.Parse("10.78.42.9"), files, token);
            return new NetworkStream(from, ownsSocket: true);
        }
    }

    private static Task UntilAsync(Func<bool> holds) => Eventually.HoldsAsync("the agent wrote it down", TimeSpan.FromSeconds(30), () => Task.FromResult(holds()), Token);

    private static async Task<Dictionary<string, string>> ReadAsync(string path)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        await using var tar = new TarReader(zip);
        while (await tar.GetNextEntryAsync(copyData: true, Token) is { } entry)
        {
            using var reader = new StreamReader(entry.DataStream!);
            files.Add(entry.Name, await reader.ReadToEndAsync(Token));
        }

        return files;
    }
}
