using System.Text.Json;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Host.Convergence;

/// <summary>
/// Keeps the <see cref="PhoneBook"/> and what it came to as two entries under <c>phones/</c> of the state, each replaced as a whole. Runs, the
/// agent and commands all write them: each change is made to what is there at that moment, under a lock that ends with its process.
/// </summary>
public sealed class PhoneBookStore(IStateStorage state, TimeProvider time)
{
    // A folder of its own: in the state itself, a run removes what looks like an unfinished entry.
    private const string Folder = "phones";
    private const string BookEntry = $"{Folder}/phones.json";
    private const string SummaryEntry = $"{Folder}/convergence.json";
    private const string LockEntry = $"{Folder}/lock";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The versions of the book and of the summary, either of which is another one after each change; null: there is none yet.</summary>
    public (EntryVersion? Book, EntryVersion? Summary) Version => (state.StatusOf(BookEntry)?.Version, state.StatusOf(SummaryEntry)?.Version);

    /// <summary>True where nothing is known of the phones: never written, or lost.</summary>
    public bool IsMissing => !state.Has(BookEntry);

    /// <summary>The book, or an empty one. A file that cannot be read is as good as none: the next run writes it anew from what is published.</summary>
    public PhoneBook Load() => StateJson.ReadOrSetAside(state, BookEntry, ConvergenceJson.Readable.PhoneBook) ?? PhoneBook.Empty;

    /// <summary>The result of the last look at the phones; null: none yet.</summary>
    public ConvergenceSummary? LoadSummary() => StateJson.ReadOrSetAside(state, SummaryEntry, ConvergenceJson.Readable.ConvergenceSummary);

    /// <summary>Changes the book as it is now; on the disk when this returns. Nothing is written where nothing changed.</summary>
    public async Task<PhoneBook> UpdateAsync(Func<PhoneBook, PhoneBook> change, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        state.RemoveDebris(Folder);
        var before = Load();
        var after = change(before);
        if (!ReferenceEquals(before, after))
        {
            state.Replace(BookEntry, JsonSerializer.SerializeToUtf8Bytes(after, ConvergenceJson.Readable.PhoneBook), Durability.Now);
        }

        return after;
    }

    /// <summary>Replaces the summary.</summary>
    public async Task SaveSummaryAsync(Func<ConvergenceSummary?, ConvergenceSummary> change, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        state.Replace(SummaryEntry, JsonSerializer.SerializeToUtf8Bytes(change(LoadSummary()), ConvergenceJson.Readable.ConvergenceSummary), Durability.Now);
    }

    private async Task<IDisposable> LockAsync(CancellationToken cancellationToken) =>
        await state.TryLockAsync(LockEntry, Pause, time, cancellationToken)
        ?? throw new PublishFailedException(
            $"{state.Locate(LockEntry)} has been held by another process for {IStateStorage.LockPatience.TotalSeconds:0} s; end it, or wait for it.", state.Locate(LockEntry));
}
