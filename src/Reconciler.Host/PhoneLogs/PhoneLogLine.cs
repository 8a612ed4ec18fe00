using System.Text.Json.Serialization;

namespace Reconciler.Host.PhoneLogs;

/// <summary>One thing that was seen of a phone outside of Asterisk: a lease, a fetch, a line of its syslog.</summary>
/// <param name="At">When it was seen here; a phone's own clock is often wrong.</param>
/// <param name="Kind">How it was seen.</param>
/// <param name="Address">Where the phone was.</param>
/// <param name="Text">For people, cleaned of what would hide or reorder a line.</param>
public sealed record PhoneLogLine(DateTimeOffset At, PhoneLogKind Kind, string Address, string Text)
{
    /// <summary>Of a fetch, the file's name without its folder; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>The model that the file's name or the phone itself says; null: neither does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>Of a fetch, the firmware that the phone says it runs; null: the protocol has no word for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Firmware { get; init; }
}

/// <summary>The ways in which a phone is seen.</summary>
public enum PhoneLogKind
{
    /// <summary>A DHCP server gave it its address.</summary>
    [JsonStringEnumMemberName("lease")]
    Lease,

    /// <summary>It fetched a file, or tried to.</summary>
    [JsonStringEnumMemberName("fetch")]
    Fetch,

    /// <summary>It said so itself.</summary>
    [JsonStringEnumMemberName("syslog")]
    Syslog,
}
