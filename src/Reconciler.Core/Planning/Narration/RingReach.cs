using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Whom a group or an inbound number rings first, and on how many devices. What rings later, where nobody answers, is not in it.</summary>
/// <param name="Numbers">In the order of the specs, numbers outside the specs included.</param>
/// <param name="Phones">The phones of this repository that ring.</param>
/// <param name="Others">Extensions on softphones and adapters, and numbers outside the specs.</param>
internal sealed record RingReach(ImmutableArray<string> Numbers, ImmutableHashSet<MacAddress> Phones, int Others)
{
    public static RingReach Of(RingGroupSpec group, FleetNames names) => Of([.. group.Ring.Select(r => r.Value)], names);

    /// <summary>Of a route; a single group stands for its members.</summary>
    public static RingReach Of(RouteSpec route, FleetNames names) =>
        GroupOf(route, names) is { } group ? Of(group, names) : Of([.. route.Ring.Select(r => r.Value)], names);

    /// <summary>The group that a route hands its calls to; null: it rings extensions itself.</summary>
    public static RingGroupSpec? GroupOf(RouteSpec route, FleetNames names) => route.Ring is [var only] ? names.FindGroup(only.Value) : null;

    /// <summary><c>5 phones</c>, <c>1 phone and 1 other device</c>.</summary>
    public override string ToString() => Others == 0
        ? Words.Count(Phones.Count, "phone")
        : $"{(Phones.IsEmpty ? "" : Words.Count(Phones.Count, "phone") + " and ")}{Words.Count(Others, "other device")}";

    /// <summary>A change of whom it rings, as clauses.</summary>
    public static IEnumerable<string> Compare(RingReach from, FleetNames before, RingReach to, FleetNames after)
    {
        var sameCount = from.ToString() == to.ToString();
        if (!sameCount)
        {
            yield return $"rings {to} in place of {(from.Others == 0 && to.Others == 0 ? from.Phones.Count.ToString() : from.ToString())}";
        }

        var gone = from.Numbers.Except(to.Numbers).Select(before.Named).ToList();
        var come = to.Numbers.Except(from.Numbers).Select(after.Named).ToList();
        if (gone.Count > 0)
        {
            yield return $"no longer rings {Words.Join(gone, 8)}";
        }

        if (come.Count > 0)
        {
            yield return $"also rings {Words.Join(come, 8)}";
        }

        foreach (var number in to.Numbers.Intersect(from.Numbers))
        {
            var (was, now) = (before.Find(number)?.Phones.Length ?? 1, after.Find(number)?.Phones.Length ?? 1);
            if (was != now)
            {
                yield return now == 0 ? $"{after.Named(number)} rings no phone any more" : $"{after.Named(number)} rings on {Words.Count(now, "phone")} in place of {was}";
            }
        }
    }

    private static RingReach Of(ImmutableArray<string> numbers, FleetNames names)
    {
        var extensions = numbers.Select(names.Find).ToList();
        return new RingReach(
            numbers,
            [.. extensions.OfType<Extension>().SelectMany(e => e.Phones)],
            extensions.Count(e => e is null || e.Spec.Device == DeviceKind.Other));
    }
}
