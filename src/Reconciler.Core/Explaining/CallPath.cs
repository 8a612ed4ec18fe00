using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Explaining;

/// <summary>Follows a call from where it comes in to where it ends: who rings, in which order, how long. What the dialplan does is held against it by tests.</summary>
/// <param name="names">The fleet.</param>
/// <param name="owners">Null: it is not asked which line says so.</param>
internal sealed class CallPath(FleetNames names, PlaceOwners? owners)
{
    // A call that comes to a number twice goes round for ever; the specs' rules see to it that none does by themselves.
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    public CallNode Of(RouteSpec route) => new()
    {
        Kind = CallNodeKind.Route,
        Target = route.Did.Value,
        Text = TitleOf(route),
        Source = owners?.SourceOf(route.Did.Location),
        Children = RingReach.GroupOf(route, names) is { } group
            ? [Arrive(group, route.Ring[0].Location)]
            : [Ring(route.Ring, route.RingTime, route.Did.Location), End(route.Otherwise)],
    };

    public CallNode Of(RingGroupSpec group) => Arrive(group, group.Number.Location);

    public CallNode Of(Extension extension) => Arrive(extension, extension.Spec.Number.Location);

    public static string TitleOf(RouteSpec route) => $"DID {route.Did.Value} (from {route.Context.Value})";

    public static string TitleOf(RingGroupSpec group) => $"ring group {FleetNames.Of(group.Number.Value.ToString(), group.Name?.Value)}";

    public static string TitleOf(Extension extension) => $"extension {FleetNames.Of(extension)}";

    private CallNode Arrive(RingGroupSpec group, SpecLocation by)
    {
        var number = group.Number.Value.ToString();
        if (!_visited.Add(number))
        {
            return Again(TitleOf(group), number, by);
        }

        var place = group.Number.Location;
        ImmutableArray<CallNode> rings = group.Strategy == RingStrategy.All
            ? [Ring(group.Ring, group.RingTime, place)]
            : [.. group.Ring.Select(member => Ring([member], group.RingTime, place))];
        return Leaf(CallNodeKind.Group, TitleOf(group), by) with { Target = number, Children = [.. rings, End(group.Otherwise)] };
    }

    private CallNode Arrive(Extension extension, SpecLocation by)
    {
        var number = extension.Number.ToString();
        if (!_visited.Add(number))
        {
            return Again(TitleOf(extension), number, by);
        }

        var spec = extension.Spec;
        var own = new Located<string>(number, spec.Number.Location);
        var end = spec.Voicemail is { } voicemail ? Voicemail(number, voicemail.Location) : Leaf(CallNodeKind.Hangup, "hangs up", null);
        return Leaf(CallNodeKind.Extension, TitleOf(extension), by) with { Target = number, Children = [Ring([own], spec.RingTime, own.Location), end] };
    }

    private CallNode Ring(ImmutableArray<Located<string>> numbers, TimeSpan time, SpecLocation place) => Leaf(
        CallNodeKind.Ring, $"rings for {Words.Seconds(time)}{(numbers.Length > 1 ? ", all together" : "")}", place) with
    {
        Time = time,
        Children = [.. numbers.Select(Called)],
    };

    private CallNode Called(Located<string> number)
    {
        var extension = names.Find(number.Value);
        var carriers = extension is null ? [] : Carrier.Of(extension, names);
        var reach = extension switch
        {
            null => ": outside the specs",
            { Spec.Device: DeviceKind.Other } when carriers.IsEmpty => ": a device that is not provisioned here",
            _ when carriers.IsEmpty => ": no phone carries it",
            _ => "",
        };
        return Leaf(CallNodeKind.Called, names.Named(number.Value) + reach, number.Location) with
        {
            Target = number.Value,
            Children = [.. carriers.Select(c => Leaf(CallNodeKind.Phone, c.Text, null) with { Target = c.Mac.ToString() })],
        };
    }

    private CallNode End(DestinationSpec end) => end.Kind switch
    {
        DestinationKind.Extension when names.Find(end.Target!) is { } extension => Arrive(extension, end.Location),
        DestinationKind.Group when names.FindGroup(end.Target!) is { } group => Arrive(group, end.Location),
        DestinationKind.Voicemail => Voicemail(end.Target!, end.Location),
        DestinationKind.Hangup => Leaf(CallNodeKind.Hangup, "hangs up", end.Location),
        _ => Leaf(CallNodeKind.Goto, $"goes to the administrator's {Words.Legible(end.Target!)}", end.Location) with { Target = end.Target },
    };

    private CallNode Voicemail(string number, SpecLocation place) =>
        Leaf(CallNodeKind.Voicemail, $"goes to the voicemail of {names.Named(number)}", place) with { Target = number };

    private CallNode Again(string title, string number, SpecLocation place) =>
        Leaf(CallNodeKind.Again, $"comes to {title} again, and goes round", place) with { Target = number };

    private CallNode Leaf(CallNodeKind kind, string text, SpecLocation? place) =>
        new() { Kind = kind, Text = text, Source = place is { } known ? owners?.SourceOf(known) : null };
}
