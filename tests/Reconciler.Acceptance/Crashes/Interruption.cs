using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A run on a site that can be repeated from the same disk, to be killed at another call each time.</summary>
public abstract class Interruption : IAsyncLifetime
{
    private const string Before = "before";
    private const string After = "after";
    private static readonly string[] Calls = ["rename", "renameat2", "link", "symlink", "unlink", "rmdir", "mkdir", "fsync", "syncfs"];

    private CrashSite? _site;
    private IReadOnlyList<KillPoint> _points = [];

    internal CrashSite Site => _site!;

    // By the first test and not at initialisation, because a fixture cannot be skipped.
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the site, does the run once without killing it, and finds out where it can be killed. Once for all tests.</summary>
    internal async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_site is not null)
        {
            return;
        }

        Requires.Tool("strace");
        _site = new CrashSite();
        await ArrangeAsync(_site, cancellationToken);
        await _site.SaveAsync(Before, cancellationToken);
        _points = await _site.KilledRun.FindPointsAsync(Calls, cancellationToken);
        await _site.SaveAsync(After, cancellationToken);
        Disk.AssertHealed(_site, _site.ServedIn(After), "never killed");
    }

    /// <summary>Where the run can be killed at such a call, or, but for tests/long, at every so many of them. Of the objects that Git stores, which are many and alike, the first alone counts.</summary>
    internal IReadOnlyList<KillPoint> PointsOf(string call, int stride)
    {
        var points = _points.Where(point => point.Call == call).ToLookup(point => point.Traced.Contains(".git/objects/", StringComparison.Ordinal));
        return [.. points[true].Take(1).Concat(points[false]).Where((_, index) => index % Depth.Stride(stride) == 0)];
    }

    /// <summary>Where the run can be killed at such a call on such a path, but for tests/long every so many of them.</summary>
    internal IReadOnlyList<KillPoint> PointsOf(string call, string path, int stride) =>
        [.. PointsOf(call, path).Where((_, index) => index % Depth.Stride(stride) == 0)];

    /// <summary>Every place where the run can be killed at such a call on such a path.</summary>
    internal IEnumerable<KillPoint> PointsOf(string call, string path) => _points.Where(point => point.Call == call && point.Traced.Contains(path, StringComparison.Ordinal));

    /// <summary>Kills the run at each of these points and says how often that came true: the readers must see the old set or the new one, and the next run must heal.</summary>
    internal async Task<int> KillAsync(IEnumerable<KillPoint> points, CancellationToken cancellationToken)
    {
        var kills = 0;
        foreach (var point in points)
        {
            kills += await SurvivesAsync(point, cancellationToken) ? 1 : 0;
        }

        return kills;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _site?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Holds right after a kill, besides what holds for every site.</summary>
    private protected virtual Task AssertNothingLostAsync(CrashSite site, string when, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The first set is published, and a change is pushed after it.</summary>
    private protected static async Task PushChangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        repository.Commit("Change one of everything", CrashFiles.Pushed);
        await site.PushAsync(repository, cancellationToken);
    }

    /// <summary>Brings the site to where the run is to start.</summary>
    private protected abstract Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken);

    private async Task<bool> SurvivesAsync(KillPoint point, CancellationToken cancellationToken)
    {
        await Site.RestoreAsync(Before, cancellationToken);
        var wasKilled = await Site.KilledRun.IsKilledAsync(point, cancellationToken);
        var when = point.ToString();
        ServedFiles.Read(Site.Served).AssertIsOneOf(Site.ServedIn(Before), Site.ServedIn(After), when);
        Disk.AssertNothingButArtifacts(Site, when);
        await AssertNothingLostAsync(Site, when, cancellationToken);
        if (wasKilled)
        {
            await Site.ReconcileAsync(when, cancellationToken);
        }

        Disk.AssertHealed(Site, Site.ServedIn(After), when);
        return wasKilled;
    }
}
