using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reconciler.Core.Fleets;

namespace Reconciler.Host.Convergence;

/// <summary>A published phone, what it was told, and what was last seen of it. Kept over restarts.</summary>
public sealed record FollowedPhone
{
    public required MacAddress Mac { get; init; }

    /// <summary>As in its spec.</summary>
    public required string Model { get; init; }

    /// <summary>As people call it: its description, and the names of its extensions. None where an earlier program wrote the book.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The version that it is to run; null: any.</summary>
    public required string? Firmware { get; init; }

    /// <summary>SHA-256 of its published profile, in hex.</summary>
    public required string Content { get; init; }

    /// <summary>The profile that is published for it.</summary>
    public required ProfileVersion Profile { get; init; }

    /// <summary>Since when that profile is published.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>Profiles that were published before, newest first; the phone may still run one of them.</summary>
    public ImmutableArray<ProfileVersion> Earlier { get; init; } = [];

    /// <summary>When it was last told to fetch its desired profile; null: not yet.</summary>
    [JsonPropertyName("toldAt")]
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>How often it was told.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last attempt failed, one sentence; null: it did not, as far as the sender knows.</summary>
    public string? Problem { get; init; }

    public PhoneState State { get; init; }

    /// <summary>Whether every line of its profile was registered at the last look.</summary>
    public bool IsWhole { get; init; }

    /// <summary>One sentence on that; empty where the state says it all.</summary>
    public string Why { get; init; } = "";

    /// <summary>Since when it is in that state.</summary>
    public DateTimeOffset? StateSince { get; init; }

    /// <summary>Since when it is in that state with the same lines, profile and firmware; null: not written down.</summary>
    public DateTimeOffset? SteadySince { get; init; }

    /// <summary>The firmware that it said it runs when it last fetched its profile, where its registrations do not tell; null: not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FetchedFirmware { get; init; }

    /// <summary>Its last registration; null: never seen.</summary>
    public Sighting? Seen { get; init; }

    /// <summary>The profile of a tag, where it is known.</summary>
    public ProfileVersion? Find(string? tag) => Profile.Tag == tag ? Profile : Earlier.FirstOrDefault(p => p.Tag == tag);
}

/// <summary>The last registration that was seen of a phone.</summary>
/// <param name="Address">Where it was reached.</param>
/// <param name="Agent">The User-Agent, cleaned.</param>
/// <param name="Since">Since when it is registered without a gap that was noticed.</param>
/// <param name="FormerAddress">Where it was reached before that; null: nowhere else.</param>
/// <param name="TurnedAt">When it was last back at its former address so soon that two devices must take turns; null: never.</param>
public sealed record Sighting(string Address, string Agent, DateTimeOffset Since, string? FormerAddress, DateTimeOffset? TurnedAt = null)
{
    /// <summary>The same phone reached elsewhere from <paramref name="now"/> on.</summary>
    /// <param name="address">Where.</param>
    /// <param name="agent">The User-Agent, cleaned.</param>
    /// <param name="now">The time.</param>
    /// <param name="soon">How long a device that has its place to itself stays there at least.</param>
    public Sighting MovedTo(string address, string agent, DateTimeOffset now, TimeSpan soon) =>
        new(address, agent, now, Address, address == FormerAddress && now - Since < soon ? now : TurnedAt);
}
