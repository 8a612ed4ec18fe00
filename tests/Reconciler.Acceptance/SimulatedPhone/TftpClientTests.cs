using System.Globalization;
using System.Net;
using Reconciler.Testing;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Acceptance.SimulatedPhone;

public sealed class TftpClientTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(40_000_000)]
    public async Task Fetch_FromTftpdHpa_GetsEveryByte(int size)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await TftpdServer.StartAsync(cancellationToken);
        var content = new byte[size];
        new Random(size).NextBytes(content);
        await File.WriteAllBytesAsync(server.Folder.PathOf("file"), content, cancellationToken);

        var transfer = await new TftpClient(SocketSources.Host).FetchAsync(server.EndPoint, "/file", cancellationToken);

        Assert.Equal(size, transfer.AnnouncedSize);
        Assert.True(content.AsSpan().SequenceEqual(transfer.Content));
    }

    [Fact]
    public async Task Fetch_MissingFile_IsNotFound()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await TftpdServer.StartAsync(cancellationToken);

        var failure = await Assert.ThrowsAsync<FetchFailedException>(
            () => new TftpClient(SocketSources.Host).FetchAsync(server.EndPoint, "/missing", cancellationToken));

        Assert.True(failure.NotFound);
    }

    private sealed class TftpdServer : IAsyncDisposable
    {
        private RunningProcess? _process;

        private TftpdServer(int port) => EndPoint = new IPEndPoint(IPAddress.Loopback, port);

        public TemporaryFolder Folder { get; } = new();

        public IPEndPoint EndPoint { get; }

        public static async Task<TftpdServer> StartAsync(CancellationToken cancellationToken)
        {
            Requires.Root();
            var program = Requires.Tool("in.tftpd");
            var server = new TftpdServer(FreePort.Udp());
            File.SetUnixFileMode(server.Folder.FullPath, (UnixFileMode)0b111_101_101);
            server.Folder.Write("ready", "ready");
            var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.EndPoint.Port}");
            server._process = RunningProcess.Start(program, ["--foreground", "--secure", "--address", address, server.Folder.FullPath]);
            await new TftpClient(SocketSources.Host).FetchAsync(server.EndPoint, "/ready", cancellationToken);
            return server;
        }

        public async ValueTask DisposeAsync()
        {
            await _process!.DisposeAsync();
            Folder.Dispose();
        }
    }
}
