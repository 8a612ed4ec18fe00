using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Host.Publishing;
using Reconciler.Testing;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance;

/// <summary>The servers that administrators run see each switch at once, and never half of one.</summary>
public sealed class ServerFollowsSwitchTests
{
    private const int LinesPerFile = 2000;
    private const string Bootstrap = "spa525G.cfg";
    private const string Profile = "xml/spa002584061156.xml";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(index => (byte)index)];

    [Fact]
    public async Task TftpdHpa_FollowsEachSwitch()
    {
        using var root = new TemporaryFolder();
        root.OpenToEveryone();
        var publisher = new Publisher(root.FullPath);
        publisher.Publish(0);
        await using var server = await TftpdServer.StartAsync(root.FullPath, TestContext.Current.CancellationToken);

        await AssertFollowsAsync(publisher, async (path, cancellationToken) => await server.FetchAsync($"/{path}", cancellationToken));
    }

    [Fact]
    public async Task Dnsmasq_FollowsEachSwitch()
    {
        using var root = new TemporaryFolder();
        root.OpenToEveryone();
        var publisher = new Publisher(root.FullPath);
        publisher.Publish(0);
        await using var network = await NetworkNamespace.CreateAsync(TestContext.Current.CancellationToken);
        await using var server = await DnsmasqServer.StartAsync(network, IPAddress.Loopback, root.FullPath, [], TestContext.Current.CancellationToken);

        await AssertFollowsAsync(publisher, async (path, cancellationToken) => await server.FetchAsync($"/{path}", cancellationToken));
    }

    [Fact]
    public async Task Nginx_FollowsEachSwitch()
    {
        using var root = new TemporaryFolder();
        root.OpenToEveryone();
        var publisher = new Publisher(root.FullPath);
        publisher.Publish(0);
        await using var server = await NginxServer.StartAsync(root.FullPath, TestContext.Current.CancellationToken);

        await AssertFollowsAsync(publisher, async (path, cancellationToken) => Assert.IsType<byte[]>(await server.FetchAsync($"/{path}", cancellationToken)));
    }

    private static async Task AssertFollowsAsync(Publisher publisher, Func<string, CancellationToken, Task<byte[]>> fetch)
    {
        for (var version = 1; version <= 20; version++)
        {
            publisher.Publish(version);

            foreach (var path in new[] { Bootstrap, Profile })
            {
                Assert.Equal(version, VersionOf(await fetch(path, TestContext.Current.CancellationToken)));
            }
        }
    }

    private static int VersionOf(byte[] content)
    {
        var lines = Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(LinesPerFile, lines.Length);
        Assert.Single(lines.Distinct(StringComparer.Ordinal));
        return int.Parse(lines[0], CultureInfo.InvariantCulture);
    }

    private sealed class Publisher
    {
        private readonly FakeTimeProvider _time = new();
        private readonly GenerationStore _store;
        private Dictionary<string, ManifestEntry> _manifest = [];

        public Publisher(string directory) => _store = new GenerationStore(new PublishedRoot(ArtifactTarget.Served, directory), Key, _time);

        public void Publish(int version)
        {
            var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(version.ToString("d6", CultureInfo.InvariantCulture) + "\n", LinesPerFile)));
            var digest = new Digest((ulong)version, 0, 0, 0);
            var staged = _store.Stage(
                [
                    new Artifact(ArtifactTarget.Served, Bootstrap, digest, null, () => content),
                    new Artifact(ArtifactTarget.Served, Profile, digest, new MacAddress(0x002584061156), () => content),
                ],
                _manifest,
                CancellationToken.None);
            _store.Switch(staged);
            _manifest = staged.Entries.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
            _time.Advance(TimeSpan.FromSeconds(1));
            _store.Sweep(CancellationToken.None);
        }
    }
}
