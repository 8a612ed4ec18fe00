using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>
/// Phones that have to go together: those that carry an extension whose password changes, since Asterisk knows only one of the two; those that hand an
/// extension on with those that take it over, since for a wave it would be on none of them, or on both, of which chan_sip reaches only one; and one that
/// takes another's place with that other.
/// </summary>
/// <remarks>
/// Where many numbers move at once, a unit may be most of the fleet, so that it goes in one wave. That is right: any cut through it would leave
/// somebody without his number.
/// </remarks>
internal sealed class RolloutUnits
{
    private readonly Dictionary<MacAddress, MacAddress> _leaders = [];

    private RolloutUnits()
    {
    }

    /// <summary>The units, each by MAC. A new phone has nothing to keep: it is in one only with phones that have.</summary>
    /// <param name="current">The served fleet, with the commit that each phone has.</param>
    /// <param name="target">The fleet to come.</param>
    /// <param name="changes">All phones that change from the one to the other, also those that need not wait for themselves.</param>
    public static List<MacAddress[]> Of(EffectiveFleet current, Fleet target, IEnumerable<PhoneChange> changes)
    {
        var units = new RolloutUnits();
        var added = new HashSet<MacAddress>();
        foreach (var change in changes)
        {
            units._leaders.TryAdd(change.Mac, change.Mac);
            if (change.Verb == PlanVerb.Add)
            {
                added.Add(change.Mac);
            }

            if (change.Replaces is { } replaced)
            {
                units._leaders.TryAdd(replaced, replaced);
                units.Join(change.Mac, replaced);
            }
        }

        foreach (var bound in BoundByAnExtension(current, target))
        {
            var known = bound.Where(units._leaders.ContainsKey).ToList();
            foreach (var other in known.Skip(1))
            {
                units.Join(known[0], other);
            }
        }

        return [.. units._leaders.Keys.GroupBy(units.Leader).Select(g => g.Order().ToArray()).Where(unit => !unit.All(added.Contains))];
    }

    private static IEnumerable<IEnumerable<MacAddress>> BoundByAnExtension(EffectiveFleet current, Fleet target)
    {
        var before = current.Extensions.ToDictionary(e => e.Number);
        foreach (var extension in target.Extensions)
        {
            // One that comes has nobody who could lose it, and one that goes stays as long as a phone carries it.
            if (!before.TryGetValue(extension.Number, out var was))
            {
                continue;
            }

            if (!FleetComposer.SameAuth(was.Spec, extension.Spec))
            {
                yield return was.Phones.Union(extension.Phones);
            }
            else if (was.Phones.Except(extension.Phones).ToList() is { Count: > 0 } losing && extension.Phones.Except(was.Phones).ToList() is { Count: > 0 } gaining)
            {
                yield return losing.Concat(gaining);
            }
        }
    }

    private MacAddress Leader(MacAddress mac)
    {
        while (_leaders[mac] != mac)
        {
            mac = _leaders[mac];
        }

        return mac;
    }

    private void Join(MacAddress one, MacAddress other)
    {
        var (first, second) = (Leader(one), Leader(other));
        if (first != second)
        {
            _leaders[first.CompareTo(second) < 0 ? second : first] = first.CompareTo(second) < 0 ? first : second;
        }
    }
}
