using Reconciler.Host.Storage;
using Reconciler.Testing.Storage;

namespace Reconciler.Host.Tests.Storage;

public sealed class StateInMemoryTests : StateStorageContract
{
    protected override IStateStorage Sut { get; } = new StateInMemory();
}
