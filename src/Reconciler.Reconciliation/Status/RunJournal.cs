using System.Globalization;
using System.Text.Json;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Reconciliation.Status;

/// <summary>
/// The last runs that changed something or failed, with what each changed: an entry a run in <c>runs/</c> of the state. Only for people; a run goes by
/// nothing in it.
/// </summary>
public sealed class RunJournal(IStateStorage state)
{
    private const int Most = 100;
    private const string Folder = "runs";
    private const string Suffix = ".json";

    /// <summary>Adds one, and removes those that are too many.</summary>
    /// <exception cref="PublishFailedException">It cannot be written.</exception>
    public void Add(RunSummary run)
    {
        try
        {
            // After the newest, whatever the clock says: two lines of one run have the same time, and a clock may be set back.
            var number = Entries() is [.., var newest] ? NumberOf(newest) + 1 : 1;
            state.Replace(EntryOf(number.ToString("D12", CultureInfo.InvariantCulture) + Suffix), JsonSerializer.SerializeToUtf8Bytes(run, ReconciliationJson.OneLine.RunSummary), Durability.Soon);
            foreach (var old in Entries().SkipLast(Most))
            {
                state.Remove(EntryOf(old), Durability.Soon);
            }
        }
        catch (PublishFailedException exception) when (exception.Path == state.Locate(Folder))
        {
            // The folder itself is at fault, and not the entry of one run.
            var cause = exception.InnerException ?? exception;
            throw new PublishFailedException($"The runs in {exception.Path} cannot be written: {cause.Message}", exception.Path, cause);
        }
    }

    /// <summary>Removes what a killed run left. Only while no one else writes there; something else in the folder's place is left to <see cref="Add"/> to tell of.</summary>
    public void RemoveUnfinished() => state.RemoveDebris(Folder);

    /// <summary>Newest first. One that cannot be read is left out.</summary>
    public IReadOnlyList<RunSummary> Load() => [.. Entries().AsEnumerable().Reverse().Select(Read).OfType<RunSummary>()];

    private static string EntryOf(string name) => $"{Folder}/{name}";

    private List<string> Entries() => [.. state.List(Folder).Where(name => name.EndsWith(Suffix, StringComparison.Ordinal) && NumberOf(name) > 0)];

    private static long NumberOf(string name) => long.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private RunSummary? Read(string name)
    {
        try
        {
            return state.Read(EntryOf(name)) is { } bytes ? JsonSerializer.Deserialize(bytes, ReconciliationJson.Readable.RunSummary) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
