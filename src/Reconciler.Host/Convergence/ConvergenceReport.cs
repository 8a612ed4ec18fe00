using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>How the phones stand, as one look at Asterisk's registrations found them.</summary>
public sealed record ConvergenceReport
{
    public required PhoneBook Book { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>By MAC.</summary>
    public required ImmutableArray<PhoneVerdict> Phones { get; init; }

    public required ImmutableArray<UnmanagedContact> Unmanaged { get; init; }

    /// <summary>Oddities; each is logged when it first shows.</summary>
    public required ImmutableArray<string> Oddities { get; init; }

    /// <summary>Suggestions for a person.</summary>
    public required ImmutableArray<string> Notices { get; init; }

    /// <summary>Null: the master key is not rotated.</summary>
    public KeyRotation? KeyRotation => Convergence.KeyRotation.Of(Book, Phones);

    public PhoneCounts Counts => new(Phones.Length)
    {
        Converged = Count(PhoneState.Converged),
        Pending = Count(PhoneState.Pending),
        Stale = Count(PhoneState.Stale),
        Unreachable = Count(PhoneState.Unreachable),
        Unmanaged = Unmanaged.Length,
    };

    /// <summary>The site's Converged condition; <paramref name="before"/> is the last one.</summary>
    public Condition Condition(Condition? before)
    {
        var counts = Counts;
        var (status, reason, message) = counts switch
        {
            { Stale: > 0 } => (ConditionStatus.False, ConditionReasons.Stale, $"{Phrase(counts.Stale.Value)} still registered with another profile past {(counts.Stale == 1 ? "its" : "their")} deadline; 'reconciler phones' lists them."),
            { Pending: > 0 } => (ConditionStatus.False, ConditionReasons.Pending, $"{Phrase(counts.Pending.Value)} not yet seen with the published profile."),
            { Unreachable: > 0 } => (ConditionStatus.False, ConditionReasons.Unreachable, $"{Phrase(counts.Unreachable.Value)} not registered; 'reconciler phones' lists them."),
            _ => (ConditionStatus.True, ConditionReasons.Converged, ""),
        };
        var since = before is { } known && known.Status == status ? known.Since : At;
        return new Condition(ConditionType.Converged, status, reason, message, since);
    }

    /// <summary>The book with what was seen in it.</summary>
    public PhoneBook Remember(PhoneBook current)
    {
        var changed = new List<FollowedPhone>();
        foreach (var verdict in Phones)
        {
            // What was published meanwhile has not been looked at.
            if (current.Phones.GetValueOrDefault(verdict.Phone.Mac) is { } phone && phone.Profile.Tag == verdict.Phone.Profile.Tag)
            {
                var seen = Remember(phone, verdict);
                if (seen != phone)
                {
                    changed.Add(seen);
                }
            }
        }

        var noted = Oddities.ToImmutableSortedSet(StringComparer.Ordinal);
        var book = changed.Count == 0 ? current : current.With(changed);
        return noted.SetEquals(book.Noted) ? book : book with { Noted = noted };
    }

    private FollowedPhone Remember(FollowedPhone phone, PhoneVerdict verdict)
    {
        var contact = verdict.DecisiveContact;
        return phone with
        {
            State = verdict.State,
            IsWhole = verdict.IsWhole,
            Why = verdict.Why,
            StateSince = phone.State == verdict.State ? phone.StateSince ?? At : At,
            SteadySince = IsSteady(phone, verdict) ? phone.SteadySince ?? phone.StateSince ?? At : At,
            Seen = contact is null ? phone.Seen : Sight(phone, contact),
            Problem = verdict.State == PhoneState.Converged ? null : phone.Problem,
        };
    }

    private static bool IsSteady(FollowedPhone phone, PhoneVerdict verdict) =>
        (phone.State, phone.IsWhole) == (verdict.State, verdict.IsWhole) && (verdict.DecisiveContact is not { } contact || phone.Seen?.Agent == contact.Agent.Text);

    private Sighting Sight(FollowedPhone phone, Contact contact)
    {
        var isBack = phone.State is PhoneState.Unknown or PhoneState.Unreachable || phone.Seen is null;
        var since = isBack ? At : phone.Seen!.Since;
        return phone.Seen is { } seen && seen.Address != contact.Address
            ? seen.MovedTo(contact.Address, contact.Agent.Text, At, Book.SoonestMove)
            : new Sighting(contact.Address, contact.Agent.Text, since, phone.Seen?.FormerAddress, phone.Seen?.TurnedAt);
    }

    private int Count(PhoneState state) => Phones.Count(p => p.State == state);

    private static string Phrase(int count) => count == 1 ? "1 phone is" : $"{count} phones are";
}
