using Reconciler.Host.Storage;

namespace Reconciler.Testing.Storage;

/// <summary>A state that is in no file: what goes by <see cref="IStateStorage"/> alone works on it, and what opens a path does not.</summary>
public sealed class StateInMemory : IStateStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locks = new(StringComparer.Ordinal);
    private ulong _changes;

    /// <summary>All entries, with their folders, ordinal.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    public string Locate(string name) => $"memory:{name}";

    public byte[]? Read(string name) => Find(name) is { } entry ? [.. entry.Bytes] : null;

    public bool Has(string name) => Find(name) is not null;

    public EntryStatus? StatusOf(string name) => Find(name) is { } entry
        ? new EntryStatus(new EntryVersion(entry.Change, 0), entry.Bytes.Length, entry.Written, IsSettled: true)
        : null;

    public IReadOnlyList<string> List(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        return [.. Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]).Where(name => !name.Contains('/', StringComparison.Ordinal))];
    }

    public void Replace(string name, ReadOnlySpan<byte> bytes, Durability durability)
    {
        var copy = bytes.ToArray();
        lock (_gate)
        {
            _entries[name] = new Entry(copy, ++_changes, TimeProvider.System.GetUtcNow());
        }
    }

    public void Add(string folder, IEnumerable<KeyValuePair<string, byte[]>> entries)
    {
        foreach (var (name, bytes) in entries)
        {
            Replace($"{folder}/{name}", bytes, Durability.Now);
        }
    }

    public void Remove(string name, Durability durability)
    {
        lock (_gate)
        {
            _entries.Remove(name);
        }
    }

    public void SetAside(string name)
    {
        lock (_gate)
        {
            if (_entries.Remove(name, out var entry))
            {
                _entries[name + ".broken"] = entry;
            }
        }
    }

    public void RemoveDebris(string folder)
    {
        // Nothing here is ever half written.
    }

    public async Task<IDisposable?> TryLockAsync(string name, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_gate)
            {
                if (_locks.Add(name))
                {
                    return new Held(this, name);
                }
            }

            if (time.GetElapsedTime(start) >= IStateStorage.LockPatience)
            {
                return null;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private Entry? Find(string name)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(name);
        }
    }

    private sealed record Entry(byte[] Bytes, ulong Change, DateTimeOffset Written);

    private sealed class Held(StateInMemory state, string name) : IDisposable
    {
        public void Dispose()
        {
            lock (state._gate)
            {
                state._locks.Remove(name);
            }
        }
    }
}
