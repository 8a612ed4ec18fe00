using System.Collections.Immutable;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>Collects from Asterisk's events whom it does not let in. Anybody can call himself anything, so no more is kept than a fleet can have.</summary>
public sealed class RejectedLogins(TimeProvider time)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Resolution = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RejectedLogin> _rejected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);
    private bool? _areHeard;

    /// <summary>Takes note of one; true: it is news, at which the phones are to be looked at.</summary>
    public bool Note(PbxLogin login)
    {
        ArgumentNullException.ThrowIfNull(login);
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var known = _rejected.GetValueOrDefault(login.Account);
            if (login.Verdict == LoginVerdict.Accepted)
            {
                if (known is not null && known.Address != login.Address)
                {
                    return false;
                }

                // One that was rejected in another life of the agent stands in the book.
                if (_accepted.Count < Most)
                {
                    _accepted.Add(login.Account);
                }

                return _rejected.Remove(login.Account);
            }

            if (known is null && _rejected.Count >= Most)
            {
                return false;
            }

            _accepted.Remove(login.Account);
            _rejected[login.Account] = known is null
                ? new RejectedLogin(login.Address, login.Verdict, now, now)
                : known with { Address = login.Address, Verdict = login.Verdict, Last = now - known.Last >= Resolution ? now : known.Last };
            return known is null;
        }
    }

    /// <summary>Whether logins are heard of at all.</summary>
    public void NoteHeard(bool areHeard)
    {
        lock (_gate)
        {
            _areHeard = areHeard;
        }
    }

    /// <summary>The book with what was heard of its extensions; what is not of them is forgotten.</summary>
    public PhoneBook WriteInto(PhoneBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        lock (_gate)
        {
            if (_areHeard is null)
            {
                return book;
            }

            var now = time.GetUtcNow();
            var ours = book.Phones.Values.SelectMany(p => p.Profile.Lines).Select(l => l.Extension).ToHashSet(StringComparer.Ordinal);
            foreach (var (account, _) in _rejected.Where(r => !ours.Contains(r.Key) || !r.Value.IsCurrent(now)).ToList())
            {
                _rejected.Remove(account);
            }

            // What another life of the agent heard holds until the phone is let in.
            var kept = book.Rejected.Where(r => ours.Contains(r.Key) && r.Value.IsCurrent(now) && !_accepted.Contains(r.Key));
            var rejected = kept.ToImmutableSortedDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal)
                .SetItems(_rejected.Select(r => KeyValuePair.Create(r.Key, book.Rejected.GetValueOrDefault(r.Key) is { } before ? r.Value with { Since = before.Since } : r.Value)));
            _accepted.Clear();
            return book.HearsLogins == _areHeard && rejected.SequenceEqual(book.Rejected) ? book : book with { HearsLogins = _areHeard, Rejected = rejected };
        }
    }
}
