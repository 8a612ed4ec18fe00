using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Convergence;

/// <summary>
/// Keeps the <see cref="PhoneBook"/> and what it came to as two files under <c>phones/</c> of the state directory, each replaced as a whole. Runs, the
/// agent and commands all write them: each change is made to what is there at that moment, under a lock that the kernel releases with its process.
/// </summary>
public sealed class PhoneBookStore
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _directory;
    private readonly string _path;
    private readonly string _summaryPath;
    private readonly string _lockPath;
    private readonly TimeProvider _time;

    public PhoneBookStore(string stateDirectory, TimeProvider time)
    {
        // A folder of its own: in the state directory, a run removes what looks like an unfinished file.
        _directory = Path.Combine(stateDirectory, "phones");
        _path = Path.Combine(_directory, "phones.json");
        _summaryPath = Path.Combine(_directory, "convergence.json");
        _lockPath = Path.Combine(_directory, "lock");
        _time = time;
    }

    /// <summary>True where nothing is known of the phones: never written, or lost.</summary>
    public bool IsMissing => !File.Exists(_path);

    /// <summary>The book, or an empty one. A file that cannot be read is as good as none: the next run writes it anew from what is published.</summary>
    public PhoneBook Load() => Read(_path, ConvergenceJson.Readable.PhoneBook) ?? PhoneBook.Empty;

    /// <summary>The result of the last look at the phones; null: none yet.</summary>
    public ConvergenceSummary? LoadSummary() => Read(_summaryPath, ConvergenceJson.Readable.ConvergenceSummary);

    /// <summary>Changes the book as it is now; on the disk when this returns. Nothing is written where nothing changed.</summary>
    public async Task<PhoneBook> UpdateAsync(Func<PhoneBook, PhoneBook> change, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        DurableFile.RemoveDebris(_directory);
        var before = Load();
        var after = change(before);
        if (!ReferenceEquals(before, after))
        {
            DurableFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(after, ConvergenceJson.Readable.PhoneBook));
        }

        return after;
    }

    /// <summary>Replaces the summary.</summary>
    public async Task SaveSummaryAsync(Func<ConvergenceSummary?, ConvergenceSummary> change, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        DurableFile.Replace(_summaryPath, JsonSerializer.SerializeToUtf8Bytes(change(LoadSummary()), ConvergenceJson.Readable.ConvergenceSummary));
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class => DurableFile.Read(path) is { } bytes ? DurableJson.ParseOrSetAside(path, bytes, type) : null;

    private async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return await FileLock.TryAcquireAsync(_lockPath, Pause, _time, cancellationToken)
            ?? throw new PublishFailedException($"{_lockPath} has been held by another process for {FileLock.Patience.TotalSeconds:0} s; end it, or wait for it.", _lockPath);
    }
}
