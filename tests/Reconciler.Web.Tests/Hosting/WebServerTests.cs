namespace Reconciler.Web.Tests.Hosting;

public sealed class WebServerTests : IAsyncDisposable
{
    private readonly WebOffice _office = new();
    private readonly WebOffice _second = new();

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _office.DisposeAsync();
    }

    /// <summary>The agent runs and serves phones all the same.</summary>
    [Fact]
    public async Task Start_OnATakenPort_FailsNothing()
    {
        await _office.StartAsync();

        await _second.StartAsync($"listen: \"127.0.0.1:{_office.Address.Port}\"");

        Assert.False(_second.IsListening);
    }

    [Fact]
    public async Task Change_IsSentToALivePage()
    {
        await _office.StartAsync();
        using var http = _office.Client();
        await using var events = await http.GetStreamAsync("live", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(events);
        Assert.Equal("retry: 5000", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        var change = reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        while (!change.IsCompleted)
        {
            _office.Changes.Note();
            await Task.Yield();
        }

        Assert.Equal("event: change", await change);
    }
}
