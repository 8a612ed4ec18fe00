using System.Collections.Immutable;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>The result of one look at one phone.</summary>
public sealed record PhoneVerdict
{
    public required FollowedPhone Phone { get; init; }

    public required PhoneState State { get; init; }

    /// <summary>Its registrations, the newest of each extension.</summary>
    public required ImmutableArray<Contact> Contacts { get; init; }

    /// <summary>One sentence for people; empty where the state says it all.</summary>
    public required string Why { get; init; }

    /// <summary>Whether every line of its profile is registered.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The registration that tells which profile runs: one with another tag than the desired, if there is one.</summary>
    public Contact? DecisiveContact => Contacts.FirstOrDefault(c => c.Agent.Tag != Phone.Profile.Tag) ?? (Contacts.IsEmpty ? null : Contacts[0]);

    /// <summary>The firmware that runs; null: not known.</summary>
    public string? Firmware => DecisiveContact is { } contact ? contact.Agent.Firmware ?? Phone.FetchedFirmware : null;

    /// <summary>The profile that runs, where it is one that is known; null: another, or none.</summary>
    public ProfileVersion? Running => Phone.Find(DecisiveContact?.Agent.Tag);
}
