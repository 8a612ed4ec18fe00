using Reconciler.Host.Disk;

namespace Reconciler.Host.Storage;

/// <summary>
/// Keeps the entries of a site's state, which are small and replaced whole. A name is relative to the state, with <c>/</c> between a folder and its entry:
/// <c>state.json</c>, <c>runs/000000000012.json</c>; there is one level of folders, and one is made once something is written to it. The state itself is ""
/// as a folder. Any thread and any process may ask at any time, and sees an entry as it was before a change or after it.
/// <para>
/// Not kept here, and in a directory of this host wherever the state is: the mirror and the status branch's repository, since Git works on directories; the agent's
/// lock and those of the roots, which the kernel gives up with their process; the published roots, the owner records in them and foreign files that were set aside
/// or found as drift, which are renamed or copied from files with their names and links; the phone logs, the status log and the index of parsed files, to which
/// lines and records are appended; the list of judged sites, which is a cache of this program's, like that index, and is written over in its place; and who owns the
/// directory, which is asked of it.
/// </para>
/// </summary>
/// <exception cref="PublishFailedException">Of every member: the storage cannot be read or written. The message says what, where and what to do.</exception>
public interface IStateStorage
{
    /// <summary>Where an entry, a folder or, with "", the state is, in the words of messages to people; nothing is to be opened by it.</summary>
    string Locate(string name);

    /// <summary>The bytes of an entry; null where it is missing.</summary>
    byte[]? Read(string name);

    /// <summary>Whether an entry is there.</summary>
    bool Has(string name);

    /// <summary>An entry without its bytes; null where it is missing, cannot be looked at, or is something that this interface did not put there. Never an exception.</summary>
    EntryStatus? StatusOf(string name);

    /// <summary>The names of the entries in a folder without the folder's own, ordinal; none where it is missing.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Makes an entry, or replaces it as a whole.</summary>
    void Replace(string name, ReadOnlySpan<byte> bytes, Durability durability);

    /// <summary>
    /// Writes entries of one folder that nothing names yet, on the disk together when this returns. Until then one may be there in part: whoever names them, in
    /// another entry, does so afterwards. One that is there from an attempt that was interrupted is written anew.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="entries">Names without the folder's, and bytes; asked for one after the other.</param>
    void Add(string folder, IEnumerable<KeyValuePair<string, byte[]>> entries);

    /// <summary>Removes an entry; a missing one is no failure.</summary>
    void Remove(string name, Durability durability);

    /// <summary>Keeps an entry that cannot be understood as <c>NAME.broken</c>, in place of an earlier one, and leaves its name free.</summary>
    void SetAside(string name);

    /// <summary>Removes what interrupted writes left in a folder; what a living process writes there at the moment stays.</summary>
    void RemoveDebris(string folder);

    /// <summary>The right to change what a lock stands for, among all who use this state, until it is disposed of or its process ends; null: another has had it for <see cref="LockPatience"/>.</summary>
    /// <param name="name">The lock: named like an entry, and none.</param>
    /// <param name="pause">How long to wait from one try to the next.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IDisposable?> TryLockAsync(string name, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken);

    /// <summary>How long a lock is waited for.</summary>
    static TimeSpan LockPatience => FileLock.Patience;
}
