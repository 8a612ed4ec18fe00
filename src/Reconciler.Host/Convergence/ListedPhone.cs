using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reconciler.Core.Fleets;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>One phone in a list.</summary>
public sealed record ListedPhone
{
    public required MacAddress Mac { get; init; }

    public required string Model { get; init; }

    public required ImmutableArray<string> Extensions { get; init; }

    /// <summary>Where it is, or was last seen; null: never seen.</summary>
    public required string? Address { get; init; }

    public required FirmwareVersions Firmware { get; init; }

    public required RevisionTags Tag { get; init; }

    public required PhoneState State { get; init; }

    /// <summary>Since when it is in that state; null: not looked for yet.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>When it was last told to fetch its profile; null: not since it was published.</summary>
    [JsonPropertyName("toldAt")]
    public required DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>One sentence; empty where the state says it all.</summary>
    public required string Why { get; init; }

    internal static ListedPhone Of(PhoneVerdict verdict, DateTimeOffset now)
    {
        var phone = verdict.Phone;
        return Create(phone, verdict.DecisiveContact?.Address ?? phone.Seen?.Address, verdict.DecisiveContact?.Agent, verdict.State) with
        {
            Since = phone.State == verdict.State ? phone.StateSince : now,
            Why = verdict.Why,
        };
    }

    internal static ListedPhone Of(FollowedPhone phone) =>
        Create(phone, phone.Seen?.Address, phone.State == PhoneState.Unreachable ? null : UserAgent.Parse(phone.Seen?.Agent), phone.State);

    private static ListedPhone Create(FollowedPhone phone, string? address, UserAgent? agent, PhoneState state) => new()
    {
        Mac = phone.Mac,
        Model = phone.Model,
        Extensions = [.. phone.Profile.Lines.Select(l => l.Number ?? l.Extension).Distinct(StringComparer.Ordinal)],
        Address = address,
        Firmware = new FirmwareVersions(phone.Firmware, agent is null ? null : agent.Firmware ?? phone.FetchedFirmware),
        Tag = new RevisionTags(phone.Profile.Tag, agent?.Tag),
        State = state,
        Since = phone.StateSince,
        NotifiedAt = phone.NotifiedAt,
        Why = phone.Problem ?? phone.Why,
    };
}

/// <summary>The firmware of a phone.</summary>
/// <param name="Wanted">By its spec; null: any.</param>
/// <param name="Running">By its User-Agent, when it registered or fetched its profile; null: not known.</param>
public sealed record FirmwareVersions(string? Wanted, string? Running);

/// <summary>The revision tags of a phone.</summary>
/// <param name="Desired">Of the published profile.</param>
/// <param name="Seen">In its registration; null: none.</param>
public sealed record RevisionTags(string Desired, string? Seen);
