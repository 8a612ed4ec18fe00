namespace Reconciler.Acceptance.Churn;

/// <summary>Reads the same things again and again while versions are published, and counts whatever no whole version explains.</summary>
/// <param name="name">What reads, for messages.</param>
/// <param name="lines">How many lines each thing that is read has, each of which is the version.</param>
internal sealed class ChurnReader(string name, int lines)
{
    // Of each thing, since they are not read at one moment.
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    public List<string> Violations { get; } = [];

    public string Summary => $"{name}: {Reads} reads, {Violations.Count} torn, missing, mixed or old";

    /// <summary>Looks until it is told to stop.</summary>
    /// <param name="look">One look: each thing that was read, by name, as the lines that it had; things of one look that must be of one version have one name.</param>
    /// <param name="stopped">Ends it after the look that it is at.</param>
    public async Task ReadUntilAsync(Func<Task<IReadOnlyList<(string Thing, string[] Lines)>>> look, CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                foreach (var (thing, content) in await look())
                {
                    Judge(thing, content);
                    Reads++;
                }
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                Violations.Add($"{name}: {exception.GetType().Name}: {exception.Message}");
            }
        }
    }

    private void Judge(string thing, string[] content)
    {
        var versions = content.Distinct(StringComparer.Ordinal).ToList();
        if (content.Length == 0 || content.Length % lines != 0 || versions.Count != 1 || !int.TryParse(versions[0], out var version))
        {
            Violations.Add($"{name}: {thing} has {content.Length} lines of {lines}, which say {string.Join(", ", versions.Take(3))}");
            return;
        }

        if (version < _last.GetValueOrDefault(thing))
        {
            Violations.Add($"{name}: {thing} was {_last[thing]} and is {version}");
        }

        _last[thing] = version;
    }
}
