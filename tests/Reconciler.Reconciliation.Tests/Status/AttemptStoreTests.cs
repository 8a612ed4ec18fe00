using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;

namespace Reconciler.Reconciliation.Tests.Status;

public sealed class AttemptStoreTests : IDisposable
{
    private const int Runs = 500;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ThatBegins_IsNeverTakenForOneThatBrokeOff()
    {
        var store = new AttemptStore(new StateDirectory(_folder.FullPath), TimeProvider.System);
        var runs = Task.Run(() => Enumerable.Range(0, Runs).ToList().ForEach(_ => store.Begin()), TestContext.Current.CancellationToken);

        while (!runs.IsCompleted)
        {
            Assert.Null(store.Judge());
        }

        await runs;
    }
}
