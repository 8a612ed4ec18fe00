using Reconciler.Testing;
using Reconciler.Testing.Editors;
namespace Reconciler.Specs.Tests.Editors;

/// <summary>One language server for the tests of a class, started for example-repo.</summary>
public sealed class EditorFixture : IAsyncLifetime
{
    private LanguageServer? _server;

    /// <summary>The folder that it is started for.</summary>
    public static string Site => Path.Combine(Checkout.Root, "example-repo");

    public async Task<LanguageServer> ServerAsync() => _server ??= await LanguageServer.StartAsync(Site, TestContext.Current.CancellationToken);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
