using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Core.Windows;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>Makes a rollout of a commit. Pure: the same fleets, commit and time give the same one.</summary>
internal static class RolloutPlanner
{
    /// <param name="start">Where the site is.</param>
    /// <param name="target">The fleet to come.</param>
    /// <param name="division">Of the change from what is served to <paramref name="target"/>.</param>
    /// <param name="clock">Knows when windows are open.</param>
    /// <param name="now">When the rollout begins.</param>
    /// <returns>Null: nothing has to wait.</returns>
    public static Rollout? Create(RolloutStart start, Fleet target, WaveDivision division, IWindowClock clock, DateTimeOffset now)
    {
        var (current, published, earlier) = start;
        var windows = target.Site.Windows.Select(w => w.Window).ToList();
        List<Wave> waves = [.. division.Waves];
        var waiting = waves.SelectMany(w => w.Phones).ToHashSet();
        var unproved = division.WaitsForWindowsOnly || earlier is null or { WaitsForWindowsOnly: true } ? [] : Unproved(earlier, current, waiting);
        if (waves.Count > 0 && (unproved.Count > 0 || (waves[0].Restarts && !clock.Look(windows, now).IsOpen)))
        {
            // What restarts no phone goes first, alone; and those that have an earlier change, and have not proved it, prove it before others get it.
            waves.Insert(0, new Wave([], Restarts: false));
        }

        if (waves.Count < 2)
        {
            return null;
        }

        var before = current.Phones.ToDictionary(p => p.Phone.Mac, p => p.Commit);
        var groups = waves.SelectMany((wave, i) => wave.Phones
                .GroupBy(mac => (Commit: before.GetValueOrDefault(mac), HasPreviousKey: division.Rekeyed.Contains(mac)))
                .Select(g => new RolloutGroup(i + 1, g.Key.Commit, [.. g.Order()], wave.Restarts, g.Key.HasPreviousKey)))
            .ToList();
        groups.AddRange(unproved);
        waiting.UnionWith(unproved.SelectMany(g => g.Phones));
        groups.AddRange(Unchanged(current, published, waiting));
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

    /// <summary>
    /// Phones that got an earlier commit, and have not proved that they run it. Were they forgotten, any new commit would send what they got on to many more.
    /// </summary>
    private static List<RolloutGroup> Unproved(Rollout earlier, EffectiveFleet current, HashSet<MacAddress> waiting)
    {
        var has = current.Phones.ToDictionary(p => p.Phone.Mac, p => p.Commit);
        var unproved = earlier.ToProve().ToHashSet();
        // What they had before it is where they go back to, if all that came with them go with them: some of them alone would be left without a password that they share.
        var isWhole = earlier.Excused.Count == 0 && !unproved.Overlaps(waiting);
        return [.. earlier.Groups.SelectMany(g => g.Phones.Where(mac => unproved.Contains(mac) && !waiting.Contains(mac) && has.ContainsKey(mac)).Select(mac => (Mac: mac, g.From, g.HasPreviousKey)))
            .GroupBy(p => isWhole ? (p.From, p.HasPreviousKey) : (has[p.Mac], false), p => p.Mac)
            .Select(g => new RolloutGroup(1, g.Key.Item1, [.. g.Order()], HasPreviousKey: g.Key.Item2))];
    }

    /// <summary>Phones that an earlier rollout left at another commit than the published one: going back must not take them further back.</summary>
    private static IEnumerable<RolloutGroup> Unchanged(EffectiveFleet current, CommitId published, HashSet<MacAddress> changing) => current.Phones
        .Where(p => p.Commit != published && !changing.Contains(p.Phone.Mac))
        .GroupBy(p => p.Commit)
        .Select(g => new RolloutGroup(0, g.Key, [.. g.Select(p => p.Phone.Mac)]));
}
