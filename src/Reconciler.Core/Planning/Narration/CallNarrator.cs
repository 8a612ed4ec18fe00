using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Describes the changes of ring groups and inbound numbers: who rings, for how long, and where a call ends that nobody took.</summary>
internal sealed class CallNarrator(FleetNames before, FleetNames after)
{
    public ImmutableArray<StoryEntry> Groups(ImmutableArray<ObjectChange> changes) => Describe(
        changes, before.Fleet?.Groups ?? [], after.Fleet!.Groups, g => g.Number.Value.ToString(), TitleOf, Whole, Changed);

    public ImmutableArray<StoryEntry> Routes(ImmutableArray<ObjectChange> changes) => Describe(
        changes, before.Fleet?.Routes ?? [], after.Fleet!.Routes, r => $"{r.Did}@{r.Context}", TitleOf, Whole, Changed);

    private static ImmutableArray<StoryEntry> Describe<T>(
        ImmutableArray<ObjectChange> changes,
        ImmutableArray<T> from,
        ImmutableArray<T> to,
        Func<T, string> id,
        Func<T, string> title,
        Func<T, IEnumerable<string>> whole,
        Func<T, T, IEnumerable<string>> changed)
        where T : class
    {
        var edited = changes.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var old = from.ToDictionary(id, StringComparer.Ordinal);
        var entries = new List<StoryEntry>();
        foreach (var item in to)
        {
            if (!old.Remove(id(item), out var was))
            {
                entries.Add(new StoryEntry(id(item), PlanVerb.Add, title(item), [.. whole(item)]));
            }
            else if (changed(was, item).ToImmutableArray() is { IsEmpty: false } lines)
            {
                entries.Add(new StoryEntry(id(item), PlanVerb.Change, title(item), lines) { IsConsequence = !edited.ContainsKey(id(item)) });
            }
        }

        entries.AddRange(old.Select(o => new StoryEntry(o.Key, PlanVerb.Remove, title(o.Value), ["is removed: calls to it are no longer taken"])));
        return [.. entries.OrderBy(e => e.Id, StringComparer.Ordinal)];
    }

    private static string TitleOf(RingGroupSpec group) => $"Ring group {FleetNames.Of(group.Number.Value.ToString(), group.Name?.Value)}";

    private static string TitleOf(RouteSpec route) => $"DID {route.Did.Value} (from {route.Context.Value})";

    private IEnumerable<string> Whole(RingGroupSpec group)
    {
        var order = group.Strategy == RingStrategy.All ? "together" : "one after the other";
        var each = group.Strategy == RingStrategy.All ? "" : " each";
        yield return $"is new: rings {Names(group.Ring.Select(r => r.Value), after)} {order} for {Words.Seconds(group.RingTime)}{each}, then {End(group.Otherwise, after)}";
    }

    private IEnumerable<string> Whole(RouteSpec route)
    {
        yield return RingReach.GroupOf(route, after) is { } group
            ? $"is new: goes to {TitleOf(group)}"
            : $"is new: rings {Names(route.Ring.Select(r => r.Value), after)} for {Words.Seconds(route.RingTime)}, then {End(route.Otherwise, after)}";
    }

    private IEnumerable<string> Changed(RingGroupSpec old, RingGroupSpec group)
    {
        if (old.Name?.Value != group.Name?.Value)
        {
            yield return $"name {Words.Becomes(old.Name?.Value, group.Name?.Value)}";
        }

        foreach (var line in RingReach.Compare(RingReach.Of(old, before), before, RingReach.Of(group, after), after))
        {
            yield return line;
        }

        if (old.Strategy != group.Strategy)
        {
            yield return group.Strategy == RingStrategy.All ? "rings all together in place of one after the other" : "rings one after the other in place of all together";
        }

        if (IsReordered(old.Ring.Select(r => r.Value), group.Ring.Select(r => r.Value)))
        {
            yield return group.Strategy == RingStrategy.All ? "lists the same extensions in another order" : $"rings in another order: {Names(group.Ring.Select(r => r.Value), after)}";
        }

        foreach (var line in Ending(old.RingTime, old.Otherwise, group.RingTime, group.Otherwise))
        {
            yield return line;
        }
    }

    private IEnumerable<string> Changed(RouteSpec old, RouteSpec route)
    {
        var (from, to) = (RingReach.GroupOf(old, before), RingReach.GroupOf(route, after));
        if (from?.Number.Value != to?.Number.Value)
        {
            yield return to is null ? $"rings extensions itself in place of going to {TitleOf(from!)}" : $"goes to {TitleOf(to)}{(from is null ? "" : $" in place of {TitleOf(from)}")}";
        }

        foreach (var line in RingReach.Compare(RingReach.Of(old, before), before, RingReach.Of(route, after), after))
        {
            yield return line;
        }

        if (IsReordered(old.Ring.Select(r => r.Value), route.Ring.Select(r => r.Value)))
        {
            yield return "lists the same extensions in another order";
        }

        if (old.RingOptions.Value != route.RingOptions.Value)
        {
            yield return $"options {Words.Becomes(old.RingOptions.Value, route.RingOptions.Value)}";
        }

        foreach (var line in Ending(old.RingTime, old.Otherwise, route.RingTime, route.Otherwise))
        {
            yield return line;
        }
    }

    private IEnumerable<string> Ending(TimeSpan oldTime, DestinationSpec oldEnd, TimeSpan time, DestinationSpec end)
    {
        if (oldTime != time)
        {
            yield return $"rings for {Words.Seconds(time)} in place of {Words.Seconds(oldTime)}";
        }

        if ((oldEnd.Kind, oldEnd.Target) != (end.Kind, end.Target))
        {
            yield return $"where nobody answers, {End(end, after)}; until now, {End(oldEnd, before)}";
        }
    }

    private static string End(DestinationSpec end, FleetNames names) => end.Kind switch
    {
        DestinationKind.Hangup => "hangs up",
        DestinationKind.Extension => $"goes to {names.Named(end.Target!)}",
        DestinationKind.Group => $"goes to ring group {end.Target}",
        DestinationKind.Voicemail => $"goes to the voicemail of {names.Named(end.Target!)}",
        _ => $"goes to the administrator's {Words.Legible(end.Target!)}",
    };

    private static string Names(IEnumerable<string> numbers, FleetNames names) => Words.Join([.. numbers.Select(names.Named)], 12);

    private static bool IsReordered(IEnumerable<string> from, IEnumerable<string> to) =>
        !from.SequenceEqual(to, StringComparer.Ordinal) && from.Order(StringComparer.Ordinal).SequenceEqual(to.Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
