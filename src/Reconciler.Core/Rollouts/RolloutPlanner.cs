using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Windows;

namespace Reconciler.Core.Rollouts;

/// <summary>Makes a rollout of a commit. Pure: the same fleets, commit and time give the same one.</summary>
internal static class RolloutPlanner
{
    /// <param name="current">What is served, with the commit that each phone has.</param>
    /// <param name="published">The newest commit that all phones got.</param>
    /// <param name="target">What is to be served.</param>
    /// <param name="change">From <paramref name="current"/> to <paramref name="target"/>.</param>
    /// <param name="clock">Knows when windows are open.</param>
    /// <param name="now">When the rollout begins.</param>
    /// <returns>Null: nothing has to wait.</returns>
    public static Rollout? Create(EffectiveFleet current, CommitId published, Fleet target, Lazy<Plan> change, IWindowClock clock, DateTimeOffset now)
    {
        var division = WaveDivision.Of(current, target, change);
        var windows = target.Site.Windows.Select(w => w.Window).ToList();
        List<Wave> waves = [.. division.Waves];
        if (waves is [{ Restarts: true }, ..] && !clock.Look(windows, now).IsOpen)
        {
            // What restarts no phone goes first, alone.
            waves.Insert(0, new Wave([], Restarts: false));
        }

        if (waves.Count < 2)
        {
            return null;
        }

        var before = current.Phones.ToDictionary(p => p.Phone.Mac, p => p.Commit);
        var groups = waves.SelectMany((wave, i) => wave.Phones
                .GroupBy(mac => before.GetValueOrDefault(mac))
                .Select(g => new RolloutGroup(i + 1, g.Key, [.. g.Order()], wave.Restarts)))
            .ToList();
        groups.AddRange(Unchanged(current, published, [.. waves.SelectMany(w => w.Phones)]));
        return new Rollout
        {
            Commit = target.Commit!.Value,
            Groups = groups,
            Of = waves.Count,
            Since = now,
            Settle = division.Policy.Settle,
            Deadline = division.Policy.Deadline,
            RollsBack = division.Policy.RollsBack,
            Windows = windows,
            WaitsForWindowsOnly = division.WaitsForWindowsOnly,
        };
    }

    /// <summary>Phones that an earlier rollout left at another commit than the published one: going back must not take them further back.</summary>
    private static IEnumerable<RolloutGroup> Unchanged(EffectiveFleet current, CommitId published, HashSet<MacAddress> changing) => current.Phones
        .Where(p => p.Commit != published && !changing.Contains(p.Phone.Mac))
        .GroupBy(p => p.Commit)
        .Select(g => new RolloutGroup(0, g.Key, [.. g.Select(p => p.Phone.Mac)]));
}
