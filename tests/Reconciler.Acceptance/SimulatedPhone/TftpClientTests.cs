using Reconciler.Testing;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Servers;
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
        using var folder = new TemporaryFolder();
        folder.OpenToEveryone();
        await using var server = await TftpdServer.StartAsync(folder.FullPath, cancellationToken);
        var content = new byte[size];
        new Random(size).NextBytes(content);
        await File.WriteAllBytesAsync(folder.PathOf("file"), content, cancellationToken);

        var transfer = await new TftpClient(SocketSources.Host).FetchAsync(server.EndPoint, "/file", cancellationToken);

        Assert.Equal(size, transfer.AnnouncedSize);
        Assert.True(content.AsSpan().SequenceEqual(transfer.Content));
    }

    [Fact]
    public async Task Fetch_MissingFile_IsNotFound()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        folder.OpenToEveryone();
        await using var server = await TftpdServer.StartAsync(folder.FullPath, cancellationToken);

        var failure = await Assert.ThrowsAsync<FetchFailedException>(
            () => new TftpClient(SocketSources.Host).FetchAsync(server.EndPoint, "/missing", cancellationToken));

        Assert.True(failure.NotFound);
    }
}
