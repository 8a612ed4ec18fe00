using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Planning;

/// <summary>
/// Everything that extensions, groups, routes and phones say, field by field. What a phone's profile is rendered from is compared as parameters;
/// here stands only what no profile shows. A test fails when a spec gains a property that no field reads.
/// </summary>
internal static class SemanticFields
{
    public static ImmutableArray<SemanticField<ExtensionSpec>> Extension { get; } =
    [
        new("name", e => Text(e.Name?.Value)),
        new("context", e => Text(e.Context?.Value)),
        new("secret", e => PlanValue.Of(e.Secret.Value)),
        new("secret.previous", e => e.PreviousSecret is { } previous ? PlanValue.Of(previous.Value) : null),
        new("device", e => PlanValue.Of(e.Device == DeviceKind.Phone ? "phone" : "other")),
        new("ring.seconds", e => PlanValue.Of(e.RingTime)),
        new("ring.options", e => PlanValue.Of(e.RingOptions.Value)),
        new("voicemail.pin", e => e.Voicemail is { } mailbox ? PlanValue.Of(mailbox.Pin.Value) : null),
        new("voicemail.pin.locked", e => e.Voicemail is { } mailbox ? PlanValue.Of(mailbox.Locked) : null),
        new("voicemail.email", e => Text(e.Voicemail?.Email?.Value)),
        new("user", e => Text(e.User?.Value)),
        new("pickupGroups", e => e.PickupGroups.IsEmpty ? null : PlanValue.Of(e.PickupGroups.Select(g => g.Value.ToString(CultureInfo.InvariantCulture)))),
    ];

    public static ImmutableArray<SemanticField<RingGroupSpec>> Group { get; } =
    [
        new("name", g => Text(g.Name?.Value)),
        new("ring", g => PlanValue.Of(g.Ring.Select(r => r.Value))),
        new("strategy", g => PlanValue.Of(g.Strategy == RingStrategy.All ? "all" : "inOrder")),
        new("seconds", g => PlanValue.Of(g.RingTime)),
        new("otherwise", g => Destination(g.Otherwise)),
    ];

    public static ImmutableArray<SemanticField<RouteSpec>> Route { get; } =
    [
        new("ring", r => PlanValue.Of(r.Ring.Select(t => t.Value))),
        new("seconds", r => PlanValue.Of(r.RingTime)),
        new("options", r => PlanValue.Of(r.RingOptions.Value)),
        new("otherwise", r => Destination(r.Otherwise)),
    ];

    /// <summary>Lower case, so that none is taken for an element of the profile.</summary>
    public static ImmutableArray<SemanticField<Phone>> Phone { get; } =
    [
        new("address", p => Text(p.Spec.Address?.Value)),
        new("model", p => PlanValue.Of(p.Model.Name)),
    ];

    internal static PlanValue? Text(string? text) => text is null ? null : PlanValue.Of(text);

    private static PlanValue Destination(DestinationSpec destination) => PlanValue.Of(destination.Kind switch
    {
        DestinationKind.Hangup => "hangup",
        DestinationKind.Extension => $"extension {destination.Target}",
        DestinationKind.Group => $"group {destination.Target}",
        DestinationKind.Voicemail => $"voicemail {destination.Target}",
        _ => $"goto {destination.Target}",
    });
}
