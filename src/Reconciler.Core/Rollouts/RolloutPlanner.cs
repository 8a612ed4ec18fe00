using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Rollouts;

/// <summary>Divides the phones that a commit changes into waves. Pure: the same fleets and commit give the same waves.</summary>
internal static class RolloutPlanner
{
    /// <param name="current">What is served, with the commit that each phone has.</param>
    /// <param name="published">The newest commit that all phones got.</param>
    /// <param name="target">What is to be served.</param>
    /// <param name="change">From <paramref name="current"/> to <paramref name="target"/>.</param>
    /// <param name="now">When the rollout begins.</param>
    /// <returns>Null: nothing has to wait.</returns>
    public static Rollout? Create(EffectiveFleet current, CommitId published, Fleet target, Lazy<Plan> change, DateTimeOffset now)
    {
        if (target.Site.Rollout is null && target.Phones.All(p => p.Firmware is null))
        {
            return null;
        }

        var before = current.Phones.ToDictionary(p => p.Phone.Mac);
        var after = target.Phones.ToDictionary(p => p.Mac);
        var policy = RolloutPolicy.Of(target, c => ChangesFirmware(before.GetValueOrDefault(c.Mac)?.Phone, after.GetValueOrDefault(c.Mac)));
        var units = RolloutUnits.Of(current, target, change.Value.Phones.Where(policy.Concerns));
        if (units.Count == 0)
        {
            return null;
        }

        var seed = target.Commit!.Value.ToString();
        var ordered = units
            .OrderBy(unit => unit.Any(mac => policy.IsCanary(after.GetValueOrDefault(mac) ?? before[mac].Phone)) ? 0 : 1)
            .ThenBy(unit => Draw(seed, unit[0]))
            .ToList();
        var canaries = ordered.Count(unit => unit.Any(mac => policy.IsCanary(after.GetValueOrDefault(mac) ?? before[mac].Phone)));
        var waves = Fill(ordered, canaries, policy.Percentages);
        if (waves.Count < 2)
        {
            return null;
        }

        var groups = waves.SelectMany((wave, i) => wave
                .GroupBy(mac => before.TryGetValue(mac, out var phone) ? phone.Commit : null)
                .Select(g => new RolloutGroup(i + 1, g.Key, [.. g.Order()])))
            .ToList();
        groups.AddRange(Unchanged(current, published, [.. waves.SelectMany(w => w)]));
        return new Rollout
        {
            Commit = target.Commit.Value,
            Groups = groups,
            Of = waves.Count,
            Since = now,
            Settle = policy.Settle,
            Deadline = policy.Deadline,
            RollsBack = policy.RollsBack,
        };
    }

    /// <summary>Phones that an earlier rollout left at another commit than the published one: going back must not take them further back.</summary>
    private static IEnumerable<RolloutGroup> Unchanged(EffectiveFleet current, CommitId published, HashSet<MacAddress> changing) => current.Phones
        .Where(p => p.Commit != published && !changing.Contains(p.Phone.Mac))
        .GroupBy(p => p.Commit)
        .Select(g => new RolloutGroup(0, g.Key, [.. g.Select(p => p.Phone.Mac)]));

    private static bool ChangesFirmware(Phone? before, Phone? after) =>
        after?.Firmware is { } wanted && before is not null && (before.Firmware?.Version.Value, before.Firmware?.Image.Value) != (wanted.Version.Value, wanted.Image.Value);

    /// <summary>The canaries, then so many that each share is reached, then the rest; waves without a phone fall away.</summary>
    private static List<List<MacAddress>> Fill(List<MacAddress[]> units, int canaries, IReadOnlyList<int> percentages)
    {
        var total = units.Sum(u => u.Length);
        var waves = new List<List<MacAddress>>();
        var (next, filled) = (0, 0);
        Take(() => next < canaries);
        foreach (var percent in percentages)
        {
            var share = (int)Math.Ceiling(total * percent / 100.0);
            Take(() => filled < share);
        }

        Take(() => true);
        return waves;

        void Take(Func<bool> more)
        {
            var wave = new List<MacAddress>();
            while (next < units.Count && more())
            {
                wave.AddRange(units[next]);
                filled += units[next].Length;
                next++;
            }

            if (wave.Count > 0)
            {
                waves.Add(wave);
            }
        }
    }

    /// <summary>Another order with each commit, so that it is not always the same people who are first.</summary>
    private static string Draw(string seed, MacAddress mac) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {mac}")));
}
