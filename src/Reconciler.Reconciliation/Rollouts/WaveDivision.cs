using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>The phones that a change concerns, divided into waves. Pure: the same fleets and commit give the same waves.</summary>
/// <param name="Policy">The site's own word on waves.</param>
/// <param name="Waves">In their order; none: no phone has to wait.</param>
/// <param name="WaitsForWindowsOnly">True: a wave need not be proved before the next, since the site asks for none and no phone gets other firmware.</param>
internal sealed record WaveDivision(RolloutPolicy Policy, IReadOnlyList<Wave> Waves, bool WaitsForWindowsOnly)
{
    /// <summary>Phones that change from the passwords of one master key to those of another.</summary>
    public IReadOnlySet<MacAddress> Rekeyed { get; init; } = ImmutableHashSet<MacAddress>.Empty;

    /// <summary>Whether any of the waves restarts its phones, so that it has to wait for a window where there are some.</summary>
    public bool Restarts => Waves.Any(w => w.Restarts);

    /// <param name="current">The served fleet, with the commit that each phone has.</param>
    /// <param name="target">The fleet to come.</param>
    /// <param name="change">From <paramref name="current"/> to <paramref name="target"/>; asked for only where phones may have to wait.</param>
    /// <param name="rekeyed">See <see cref="Rekeyed"/>.</param>
    public static WaveDivision Of(EffectiveFleet current, Fleet target, Lazy<Plan> change, IReadOnlySet<MacAddress> rekeyed)
    {
        var policy = RolloutPolicy.Of(target);
        if (target.Site is { Rollout: null, Windows.IsEmpty: true } && target.Phones.All(p => p.Firmware is null))
        {
            return new WaveDivision(policy, [], WaitsForWindowsOnly: true);
        }

        var before = current.Phones.ToDictionary(p => p.Phone.Mac, p => p.Phone);
        var after = target.Phones.ToDictionary(p => p.Mac);
        var firmware = change.Value.Phones.Select(c => c.Mac).Where(mac => ChangesFirmware(before.GetValueOrDefault(mac), after.GetValueOrDefault(mac))).ToHashSet();
        var restarted = change.Value.Phones.Where(c => c.Effects.Contains(PhoneEffect.Reboot)).Select(c => c.Mac).Concat(firmware).ToHashSet();
        var concerned = change.Value.Phones.Select(c => c.Mac).Where(mac => policy.Concerns(firmware.Contains(mac), restarted.Contains(mac))).ToHashSet();
        concerned.UnionWith(rekeyed);
        // The units come before the choice: what one of a unit has to wait for, the others have to wait for too.
        var units = RolloutUnits.Of(current, target, change.Value.Phones);
        // Asterisk has the passwords of both keys, so that nobody has to go with anybody for theirs.
        units.AddRange(rekeyed.Except(units.SelectMany(unit => unit)).Select(mac => (MacAddress[])[mac]));
        units.RemoveAll(unit => !unit.Any(concerned.Contains));
        var seed = target.Commit?.ToString() ?? "";
        var drawn = units.OrderBy(unit => HasCanary(unit) ? 0 : 1).ThenBy(unit => Draw(seed, unit[0]))
            .ToLookup(unit => policy.TrackOf(unit.Any(firmware.Contains), unit.Any(restarted.Contains)));
        var waves = policy.Tracks.SelectMany(track => Fill([.. drawn[track]], drawn[track].Count(HasCanary), track));
        return new WaveDivision(policy, [.. waves], target.Site.Rollout is null && firmware.Count == 0) { Rekeyed = rekeyed };

        bool HasCanary(MacAddress[] unit) => unit.Any(mac => policy.IsCanary(after.GetValueOrDefault(mac) ?? before[mac]));
    }

    private static bool ChangesFirmware(Phone? before, Phone? after) =>
        after?.Firmware is not null && before is not null && !Steps(before).SequenceEqual(Steps(after));

    private static IEnumerable<(string Version, string Image)> Steps(Phone phone) => phone.FirmwareSteps.Select(step => (step.Version.Value, step.Image.Value));

    /// <summary>The canaries, then so many that each share is reached, then the rest; waves without a phone fall away.</summary>
    private static List<Wave> Fill(List<MacAddress[]> units, int canaries, RolloutTrack track)
    {
        var total = units.Sum(u => u.Length);
        var waves = new List<Wave>();
        var (next, filled) = (0, 0);
        Fill(() => next < canaries);
        foreach (var percent in track.Percentages)
        {
            var share = (int)Math.Ceiling(total * percent / 100.0);
            Fill(() => filled < share);
        }

        Fill(() => true);
        return waves;

        void Fill(Func<bool> more)
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
                waves.Add(new Wave(wave, track.Restarts));
            }
        }
    }

    /// <summary>Another order with each commit, so that it is not always the same people who are first.</summary>
    private static string Draw(string seed, MacAddress mac) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {mac}")));
}

/// <summary>Phones that get a change at the same time.</summary>
/// <param name="Phones">Which.</param>
/// <param name="Restarts">Whether it restarts them.</param>
internal sealed record Wave(IReadOnlyList<MacAddress> Phones, bool Restarts);
