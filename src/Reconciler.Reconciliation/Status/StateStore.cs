using System.Text.Json;
using Reconciler.Core.Secrets;
using Reconciler.Host.Storage;

namespace Reconciler.Reconciliation.Status;

/// <summary>Keeps <see cref="ReconcileState"/> in <c>state.json</c>, replaced as a whole. It remembers nothing itself: who reads and who writes may share one.</summary>
public sealed class StateStore(IStateStorage storage)
{
    private const string Name = "state.json";

    /// <summary>All of the state, of which this is one entry.</summary>
    public IStateStorage Storage => storage;

    /// <summary>The state, or an empty one where there is no file. One that is there and cannot be read is never taken for an absent one: all that is published would be new.</summary>
    /// <exception cref="HostConfigurationException">The file is no state, or one of a newer version.</exception>
    public ReconcileState Load()
    {
        var bytes = storage.Read(Name);
        if (bytes is null)
        {
            return ReconcileState.Empty;
        }

        if (bytes.Length == 0)
        {
            throw Unreadable("is empty", null);
        }

        try
        {
            var state = JsonSerializer.Deserialize(bytes, ReconciliationJson.Readable.ReconcileState);
            return state is not { IsWhole: true } ? throw Unreadable("holds no state", null)
                : state.Version > ReconcileState.CurrentVersion ? throw Unreadable("was written by a newer version of Reconciler", null)
                : state with { Version = ReconcileState.CurrentVersion };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Unreadable("is damaged", exception);
        }
    }

    /// <summary>On the disk when this returns; nothing is written where nothing changed.</summary>
    public void Save(ReconcileState state)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(state, ReconciliationJson.Readable.ReconcileState);
        if (storage.Read(Name) is not { } kept || !bytes.AsSpan().SequenceEqual(kept))
        {
            storage.Replace(Name, bytes, Durability.Now);
        }
    }

    private HostConfigurationException Unreadable(string what, Exception? inner) => new(
        $"The state file {storage.Locate(Name)} {what}, so it is not known what is published, and nothing was changed. Restore it from a backup; or, where there is none, move it away: "
        + "the next run compares the commit with what the roots hold, and asks before it changes or removes any of it.",
        inner);
}
