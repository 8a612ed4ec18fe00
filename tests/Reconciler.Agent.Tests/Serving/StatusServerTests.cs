using System.Net;
using Reconciler.Agent.Serving;
using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Agent.Tests.Serving;

public sealed class StatusServerTests : IAsyncLifetime
{
    private readonly Site _site = new();
    private StatusServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = CreateServer(new IPEndPoint(IPAddress.Loopback, 0));
        await _server.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _site.Dispose();
    }

    [Fact]
    public async Task Status_FollowsTheRuns()
    {
        using var http = new HttpClient { BaseAddress = _server!.Address };
        Assert.Contains("\"published\": null", await http.GetStringAsync("api/status", Token), StringComparison.Ordinal);

        await _site.RunAsync();

        Assert.Equal(StatusJson.ToBytes(StatusRecord.Of(_site.Remembered, null)), await http.GetByteArrayAsync("api/status", Token));
        Assert.Contains($"\"published\": \"{_site.Repository.Head}\"", await http.GetStringAsync("api/status", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnATakenPort_SaysWhichKeyNamedIt()
    {
        await using var second = CreateServer(new IPEndPoint(IPAddress.Loopback, _server!.Address!.Port));

        var exception = await Assert.ThrowsAsync<HostConfigurationException>(() => second.StartAsync(Token));

        Assert.Contains("http.listen", exception.Message, StringComparison.Ordinal);
        Assert.Contains(_server.Address.Authority, exception.Message, StringComparison.Ordinal);
    }

    private StatusServer CreateServer(IPEndPoint endPoint) => new(new ListenAddress(endPoint, "http.listen"), new StateStore(_site.State), new PhoneBookStore(_site.State, TimeProvider.System), ServerLimits.Of(10_000));
}
