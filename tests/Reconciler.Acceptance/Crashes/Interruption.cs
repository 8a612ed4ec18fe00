using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A command on a site that can be repeated from the same disk, with a fault at another of its calls each time.</summary>
public abstract class Interruption : IAsyncLifetime
{
    private const string Before = "before";
    private const string After = "after";

    private CrashSite? _site;
    private IReadOnlyList<DiskCall> _calls = [];

    internal CrashSite Site => _site!;

    /// <summary>The command that is disturbed.</summary>
    private protected virtual string[] Command => ["reconcile"];

    /// <summary>Names under the served root that somebody put in the way of ours, and that may be missing until the next run.</summary>
    private protected virtual IReadOnlySet<string> Foreign => new HashSet<string>(StringComparer.Ordinal);

    // By the first test and not at initialisation, because a fixture cannot be skipped.
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the site, gives the command once without a fault, and finds out which calls it makes. Once for all tests.</summary>
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
        _calls = await _site.TracedRun(Command).FindCallsAsync(Fault.Kill.Calls, cancellationToken);
        await HealAsync(_site, "without a fault", cancellationToken);
        await _site.SaveAsync(After, cancellationToken);
        Disk.AssertHealed(_site, _site.RootsIn(After)["srv"], Wanted(_site), "without a fault");
    }

    /// <summary>The calls on the site's disk that can end so, sorted by kind.</summary>
    internal IReadOnlyList<DiskCall> CallsFor(Fault fault) =>
        [.. _calls.Where(call => fault.Calls.Contains(call.Call) && call.Changes(Site.Disk)).OrderBy(call => call.Call, StringComparer.Ordinal)];

    /// <summary>The calls of one kind on such a path.</summary>
    internal IEnumerable<DiskCall> CallsOf(string call, string path) => _calls.Where(other => other.Call == call && other.Traced.Contains(path, StringComparison.Ordinal));

    /// <summary>Puts the fault at this call: the readers must see the old set or the new one, people are told in words, and the next run must heal.</summary>
    internal async Task SurviveAsync(Fault fault, DiskCall call, FaultTally tally, CancellationToken cancellationToken)
    {
        await Site.RestoreAsync(Before, cancellationToken);
        var (result, calls) = await Site.TracedRun(Command).RunAsync(call, fault, cancellationToken);
        if (calls.Any(other => !other.Changes(Site.Disk)))
        {
            // Another thread came to that number first, with a file of the runtime or a pipe.
            return;
        }

        var wasHit = calls.Count > 0;
        var when = $"{fault.Name} at {(wasHit ? calls[0] : call)}";
        FaultTally.AssertToldWell(fault, result, wasHit, when);
        var (before, after, now) = (Site.RootsIn(Before), Site.RootsIn(After), Site.ReadRoots());
        foreach (var (root, files) in now)
        {
            files.AssertIsOneOf(before[root], after[root], $"{when}, {root}", Foreign);
        }

        Disk.AssertNothingButArtifacts(Site, when);
        if (wasHit)
        {
            await AssertNothingLostAsync(Site, when, cancellationToken);
            tally.Add(result.ExitCode, isOld: now["srv"].IsSameAs(before["srv"]));
        }

        await HealAsync(Site, when, cancellationToken);
        Disk.AssertHealed(Site, after["srv"], Wanted(Site), when);
        foreach (var (root, files) in Site.ReadRoots())
        {
            Assert.True(files.IsSameAs(after[root]), $"{when}: {root} is not healed");
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _site?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Holds right after a fault, besides what holds for every site.</summary>
    private protected virtual Task AssertNothingLostAsync(CrashSite site, string when, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The commit that is served in the end.</summary>
    private protected virtual string Wanted(CrashSite site) => site.Head();

    /// <summary>What follows the command, and mends what a fault left.</summary>
    private protected virtual Task HealAsync(CrashSite site, string when, CancellationToken cancellationToken) => site.ReconcileAsync(when, cancellationToken);

    /// <summary>The first set is published, and a change is pushed after it.</summary>
    private protected static async Task PushChangeAsync(CrashSite site, CancellationToken cancellationToken)
    {
        using var repository = TestRepository.With(CrashFiles.First);
        await site.PushAsync(repository, cancellationToken);
        await site.ReconcileAsync("first", cancellationToken);
        repository.Commit("Change one of everything", CrashFiles.Pushed);
        await site.PushAsync(repository, cancellationToken);
    }

    /// <summary>Brings the site to where the command is to be given.</summary>
    private protected abstract Task ArrangeAsync(CrashSite site, CancellationToken cancellationToken);
}
