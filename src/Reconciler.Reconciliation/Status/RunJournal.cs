using System.Globalization;
using System.Text.Json;
using Reconciler.Host.Disk;

namespace Reconciler.Reconciliation.Status;

/// <summary>
/// The last runs that changed something or failed, with what each changed: a file a run in <c>runs/</c> of the state directory. Only for people; a run goes by
/// nothing in it.
/// </summary>
public sealed class RunJournal(string stateDirectory)
{
    private const int Most = 100;
    private const string Suffix = ".json";

    private readonly string _directory = Path.Combine(stateDirectory, "runs");

    /// <summary>Adds one, and removes those that are too many.</summary>
    /// <exception cref="PublishFailedException">It cannot be written.</exception>
    public void Add(RunSummary run)
    {
        try
        {
            Directory.CreateDirectory(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            // After the newest, whatever the clock says: two lines of one run have the same time, and a clock may be set back.
            var number = Files() is [.., var newest] ? NumberOf(newest) + 1 : 1;
            DurableFile.ReplaceSoon(Path.Combine(_directory, number.ToString("D12", CultureInfo.InvariantCulture) + Suffix), JsonSerializer.SerializeToUtf8Bytes(run, ReconciliationJson.OneLine.RunSummary));
            foreach (var old in Files().SkipLast(Most))
            {
                File.Delete(old);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PublishFailedException($"The runs in {_directory} cannot be written: {exception.Message}", _directory, exception);
        }
    }

    /// <summary>Removes what a killed run left. Only while no one else writes there; something else in the directory's place is left to <see cref="Add"/> to tell of.</summary>
    public void RemoveUnfinished()
    {
        if (Directory.Exists(_directory))
        {
            DurableFile.RemoveDebris(_directory);
        }
    }

    /// <summary>Newest first. One that cannot be read is left out.</summary>
    public IReadOnlyList<RunSummary> Load() => [.. Files().AsEnumerable().Reverse().Select(Read).OfType<RunSummary>()];

    private List<string> Files() => Directory.Exists(_directory)
        ? [.. Directory.EnumerateFiles(_directory, "*" + Suffix).Where(path => NumberOf(path) > 0).Order(StringComparer.Ordinal)]
        : [];

    private static long NumberOf(string path) => long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static RunSummary? Read(string path)
    {
        try
        {
            return DurableFile.Read(path) is { } bytes ? JsonSerializer.Deserialize(bytes, ReconciliationJson.Readable.RunSummary) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
