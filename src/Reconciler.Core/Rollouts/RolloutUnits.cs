using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Rollouts;

/// <summary>
/// Phones that have to go together: those that carry an extension whose password changes, since Asterisk knows only one of the two, and one that takes
/// another's place with that other.
/// </summary>
internal sealed class RolloutUnits
{
    private readonly Dictionary<MacAddress, MacAddress> _leaders = [];

    private RolloutUnits()
    {
    }

    /// <summary>The units, each by MAC. A new phone has nothing to keep: it is in one only with phones that have.</summary>
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

        foreach (var carriers in CarriersOfChangedAuth(current, target))
        {
            var known = carriers.Where(units._leaders.ContainsKey).ToList();
            foreach (var other in known.Skip(1))
            {
                units.Join(known[0], other);
            }
        }

        return [.. units._leaders.Keys.GroupBy(units.Leader).Select(g => g.Order().ToArray()).Where(unit => !unit.All(added.Contains))];
    }

    private static IEnumerable<IEnumerable<MacAddress>> CarriersOfChangedAuth(EffectiveFleet current, Fleet target)
    {
        var before = current.Extensions.ToDictionary(e => e.Number);
        foreach (var extension in target.Extensions)
        {
            if (before.TryGetValue(extension.Number, out var was) && !FleetComposer.SameAuth(was.Spec, extension.Spec))
            {
                yield return was.Phones.Concat(extension.Phones).Distinct();
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
