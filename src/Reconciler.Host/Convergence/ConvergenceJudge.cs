using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>Says how each phone stands to its desired profile, by what Asterisk has registered. Pure: the same book, inventory and time give the same report.</summary>
public static class ConvergenceJudge
{
    public static ConvergenceReport Judge(PhoneBook book, ContactInventory inventory, ConvergencePolicy policy, DateTimeOffset now)
    {
        var match = ContactMatcher.Match(book, inventory);
        var verdicts = ImmutableArray.CreateBuilder<PhoneVerdict>(book.Phones.Count);
        var oddities = match.Oddities.ToList();
        foreach (var phone in book.Phones.Values)
        {
            var contacts = Newest(match.ContactsOf(phone.Mac));
            verdicts.Add(Judge(phone, contacts, book, policy, now));
            if (IsContested(phone, contacts, book, now))
            {
                oddities.Add($"The phone {phone.Mac.WithColons} is registered in turn from two addresses; two devices use its extension.");
            }
        }

        return new ConvergenceReport
        {
            Book = book,
            At = now,
            Phones = verdicts.ToImmutable(),
            Unmanaged = match.Unmanaged,
            Oddities = [.. oddities],
            Notices = Notices(book, verdicts),
        };
    }

    private static PhoneVerdict Judge(FollowedPhone phone, ImmutableArray<Contact> contacts, PhoneBook book, ConvergencePolicy policy, DateTimeOffset now)
    {
        var registered = contacts.Select(c => c.Extension).ToHashSet(StringComparer.Ordinal);
        var missing = phone.Profile.Lines.Where(l => !registered.Contains(l.Extension)).Select(l => l.Number ?? l.Extension).Distinct(StringComparer.Ordinal).ToList();
        var (state, why) = contacts switch
        {
            [] when phone.Profile.Lines.IsEmpty => (PhoneState.Unreachable, "it registers no extension, so that nothing tells what it runs"),
            [] => (PhoneState.Unreachable, phone.Seen is null ? "it has not registered yet" : "it is not registered"),
            _ when contacts.All(c => c.Agent.Tag == phone.Profile.Tag) => (PhoneState.Converged, ""),
            _ => Behind(phone, book, policy, now),
        };
        if (contacts.Length > 0 && missing.Count > 0)
        {
            why += $"{(why.Length == 0 ? "" : "; ")}{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not registered";
        }

        if (Rejection(phone, contacts, book, now) is { } rejected)
        {
            why = contacts.IsEmpty ? $"{rejected}" : $"{why}{(why.Length == 0 ? "" : "; ")}{rejected}";
        }

        return new PhoneVerdict { Phone = phone, State = state, Contacts = contacts, Why = why, IsWhole = missing.Count == 0 };
    }

    private static (PhoneState State, string Why) Behind(FollowedPhone phone, PhoneBook book, ConvergencePolicy policy, DateTimeOffset now)
    {
        // A phone that was away when its profile was published has had time only since it is back.
        var since = phone.State == PhoneState.Unreachable ? now : phone.Seen?.Since ?? phone.Published;
        var from = since > phone.Published ? since : phone.Published;
        var state = now - from > policy.Patience(book) ? PhoneState.Stale : PhoneState.Pending;
        return (state, Explain(phone, book, policy));
    }

    private static string Explain(FollowedPhone phone, PhoneBook book, ConvergencePolicy policy)
    {
        if (phone.Problem is { } problem)
        {
            return problem;
        }

        if (phone.NotifiedAt is { } notified)
        {
            return string.Create(CultureInfo.InvariantCulture, $"told {(phone.Attempts == 1 ? "once" : $"{phone.Attempts} times")}, last at {notified.UtcDateTime:HH:mm:ss} UTC");
        }

        return policy.IsNotified ? "it is still to be told" : string.Create(CultureInfo.InvariantCulture, $"it looks for its profile by itself, every {book.ResyncEvery} s");
    }

    /// <summary>A phone that is registered is meant only where it is at the same address: anybody may try the passwords of others.</summary>
    private static RejectedLogin? Rejection(FollowedPhone phone, ImmutableArray<Contact> contacts, PhoneBook book, DateTimeOffset now) => phone.Profile.Lines
        .Select(l => (l.Extension, Login: book.Rejected.GetValueOrDefault(l.Extension)))
        .FirstOrDefault(l => l.Login is { } login && login.IsCurrent(now)
            && (contacts.All(c => c.Extension != l.Extension) || contacts.Any(c => c.Address == login.Address))).Login;

    /// <summary>Of each extension the registration that ends last: a phone whose address changed leaves the old one behind until it ends.</summary>
    private static ImmutableArray<Contact> Newest(ImmutableArray<Contact> contacts) => contacts.Length < 2
        ? contacts
        : [.. contacts.GroupBy(c => c.Extension, StringComparer.Ordinal).Select(g => g.MaxBy(c => c.Expires ?? DateTimeOffset.MaxValue)!)];

    /// <summary>Two devices that take turns go on to do so until neither has come back for a while; it is one story, not a new one at each turn.</summary>
    private static bool IsContested(FollowedPhone phone, ImmutableArray<Contact> contacts, PhoneBook book, DateTimeOffset now) =>
        phone.Seen is { FormerAddress: { } former } seen
        && ((contacts.Any(c => c.Address == former) && contacts.All(c => c.Address != seen.Address) && now - seen.Since < book.SoonestMove) || now - seen.TurnedAt < book.SoonestMove);

    /// <summary>That nobody hears why phones are not let in; and a rotation that keeps the previous password has done its work once every phone was seen with the new one.</summary>
    private static ImmutableArray<string> Notices(PhoneBook book, IReadOnlyCollection<PhoneVerdict> verdicts)
    {
        ImmutableArray<string> deaf = book.HearsLogins == false && verdicts.Any(v => v.State == PhoneState.Unreachable)
            ? ["Whether Asterisk rejects a phone's password is not heard; add \"security\" to the AMI user's \"read\" line in manager.conf and run \"manager reload\"."]
            : [];
        if (book.Challenges.IsEmpty)
        {
            return deaf;
        }

        if (book.IsKeyRotated)
        {
            return KeyRotation.Of(book, verdicts) is { IsDone: true } ? [KeyRotation.Done(book.Others.Count)] : [];
        }

        var lagging = verdicts.Where(v => v.State != PhoneState.Converged).SelectMany(v => v.Phone.Profile.Lines.Select(l => l.Extension)).ToHashSet(StringComparer.Ordinal);
        return [.. deaf, .. book.Challenges.Keys.Where(e => !lagging.Contains(e) && !book.Others.Contains(e))
            .Select(e => $"Every phone of extension {e} has its new password; drop \"previous\" from its secret.")];
    }
}
