namespace Reconciler.Web.Tests;

/// <summary>An office whose agent answers on a port of its own, and one who asks it.</summary>
public abstract class OfficeOnTheWeb : IAsyncLifetime
{
    private HttpClient? _http;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected WebOffice Office { get; } = new();

    private protected HttpClient Http => _http!;

    public async ValueTask InitializeAsync() => _http = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http?.Dispose();
        await Office.DisposeAsync();
    }

    /// <summary>Starts the office's web server and gives who asks it.</summary>
    private protected abstract Task<HttpClient> StartAsync();
}
