using System.Collections.Concurrent;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>Reads what is published without pause, as servers do, and writes down whatever neither of two sets explains.</summary>
internal sealed class PublishedReader : IAsyncDisposable
{
    private readonly PublishedHost _host;
    private readonly PublishedSet[] _sets;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public PublishedReader(PublishedHost host, params PublishedSet[] sets)
    {
        _host = host;
        _sets = sets;
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public ConcurrentQueue<string> Violations { get; } = [];

    public int Rounds { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    /// <summary>One look at every name and at one whole generation.</summary>
    public static void Check(PublishedHost host, PublishedSet[] sets, Action<string> violation)
    {
        foreach (var name in sets.SelectMany(set => set.Files).Select(file => file.Path).Distinct())
        {
            var content = host.Read(name);
            if (!sets.Any(set => set.Find(name)?.Content == content))
            {
                violation($"{name} is {(content is null ? "missing" : $"torn: '{content}'")}");
            }
        }

        var generation = Path.Combine(host.Root.Home, new FileInfo(host.Root.Current).LinkTarget ?? "none");
        if (!sets.Any(set => set.Files.All(file => ReadIn(generation, file) == file.Content)))
        {
            violation($"{generation} holds a set that was never published");
        }
    }

    private static string? ReadIn(string generation, PublishedSetFile file)
    {
        var path = file.Mac is { } mac ? PublishingFixture.InGeneration(generation, file.Path, mac) : Path.Combine(generation, file.Path);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private void Loop()
    {
        while (!_stop.IsCancellationRequested)
        {
            Check(_host, _sets, Violations.Enqueue);
            Rounds++;
        }
    }
}
