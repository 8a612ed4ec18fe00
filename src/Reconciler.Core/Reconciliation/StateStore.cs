using System.Text.Json;
using Reconciler.Core.Publishing;
using Reconciler.Core.Reconciliation.Json;

namespace Reconciler.Core.Reconciliation;

/// <summary>Keeps <see cref="ReconcileState"/> in <c>state.json</c>, replaced as a whole.</summary>
public sealed class StateStore
{
    private readonly string _path;
    private byte[]? _last;

    public StateStore(string stateDirectory)
    {
        Directory = stateDirectory;
        _path = Path.Combine(stateDirectory, "state.json");
    }

    /// <summary>The state directory.</summary>
    public string Directory { get; }

    /// <summary>
    /// The state, or an empty one where there is none. A file that cannot be read as state is set aside as <c>state.json.broken</c>: what is
    /// published can be found out again, while guessing at half a state cannot be undone.
    /// </summary>
    public ReconcileState Load()
    {
        _last = DurableFile.Read(_path);
        return _last is null
            ? ReconcileState.Empty
            : DurableJson.ParseOrSetAside(_path, _last, ReconciliationJson.Readable.ReconcileState) ?? ReconcileState.Empty;
    }

    /// <summary>On the disk when this returns; nothing is written where nothing changed.</summary>
    public void Save(ReconcileState state)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(state, ReconciliationJson.Readable.ReconcileState);
        if (_last is not null && bytes.AsSpan().SequenceEqual(_last))
        {
            return;
        }

        DurableFile.Replace(_path, bytes);
        _last = bytes;
    }
}
