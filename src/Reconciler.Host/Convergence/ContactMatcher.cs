using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>
/// Finds the phone of each registration. An extension that one phone carries names it; where several share one, the revision tag does (each tag is
/// one phone's alone), else an address that is known to be a phone's, else a model that only one of those left has. Pure.
/// </summary>
internal sealed class ContactMatcher
{
    private readonly Dictionary<string, List<FollowedPhone>> _carriers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FollowedPhone> _byTag = new(StringComparer.Ordinal);
    private readonly Dictionary<MacAddress, List<Contact>> _matched = [];
    private readonly Dictionary<string, MacAddress> _byAddress = new(StringComparer.Ordinal);
    private readonly ImmutableArray<UnmanagedContact>.Builder _unmanaged = ImmutableArray.CreateBuilder<UnmanagedContact>();
    private readonly List<string> _oddities = [];
    private readonly PhoneBook _book;

    private ContactMatcher(PhoneBook book)
    {
        _book = book;
        foreach (var phone in book.Phones.Values)
        {
            foreach (var line in phone.Profile.Lines.DistinctBy(l => l.Extension))
            {
                CarriersOf(line.Extension).Add(phone);
            }

            _byTag.TryAdd(phone.Profile.Tag, phone);
        }

        foreach (var phone in book.Phones.Values)
        {
            foreach (var earlier in phone.Earlier)
            {
                _byTag.TryAdd(earlier.Tag, phone);
            }
        }
    }

    public static ContactMatch Match(PhoneBook book, ContactInventory inventory)
    {
        var matcher = new ContactMatcher(book);
        var open = new List<Contact>();
        foreach (var contact in inventory.Contacts)
        {
            if (!matcher.AssignClear(contact))
            {
                open.Add(contact);
            }
        }

        foreach (var shared in open.GroupBy(c => c.Extension, StringComparer.Ordinal))
        {
            matcher.AssignShared(shared.Key, [.. shared]);
        }

        if (inventory.Unreadable > 0)
        {
            matcher._oddities.Add("Asterisk lists registrations without an extension or an address; they are left out.");
        }

        var of = matcher._matched.ToDictionary(m => m.Key, m => m.Value.ToImmutableArray());
        return new ContactMatch(of, matcher._unmanaged.ToImmutable(), [.. matcher._oddities.Distinct(StringComparer.Ordinal)]);
    }

    private List<FollowedPhone> CarriersOf(string extension)
    {
        if (!_carriers.TryGetValue(extension, out var list))
        {
            _carriers.Add(extension, list = []);
        }

        return list;
    }

    /// <summary>True where the contact needs no comparing with others.</summary>
    private bool AssignClear(Contact contact)
    {
        if (contact.Agent.IsGarbled)
        {
            _oddities.Add($"Extension {contact.Extension} at {contact.Address} registers with a User-Agent that is too long or holds control characters; it is shortened and cleaned.");
        }

        if (_book.Others.Contains(contact.Extension))
        {
            return true;
        }

        if (!_carriers.TryGetValue(contact.Extension, out var carriers))
        {
            _oddities.Add($"Extension {contact.Extension} is registered from {contact.Address}, and no spec has it.");
            AddUnmanaged(contact, "no spec has this extension");
            return true;
        }

        var tagged = contact.Agent.Tag is { } tag ? _byTag.GetValueOrDefault(tag) : null;
        if (tagged is not null && !carriers.Contains(tagged))
        {
            // An extension was moved, or set by hand: the old phone still has it, and with chan_sip keeps the new one out.
            _oddities.Add($"Extension {contact.Extension} is registered by the phone {tagged.Mac.WithColons} at {contact.Address}, which does not carry it.");
            if (carriers.Count > 1)
            {
                AddUnmanaged(contact, $"the phone {tagged.Mac.WithColons} registers it, and does not carry it");
                return true;
            }
        }

        var phone = tagged is not null && carriers.Contains(tagged) ? tagged : carriers.Count == 1 ? carriers[0] : null;
        if (phone is not null)
        {
            Assign(phone, contact);
        }

        return phone is not null;
    }

    private void AssignShared(string extension, List<Contact> contacts)
    {
        var carriers = _carriers[extension];
        contacts.RemoveAll(contact =>
        {
            var phone = carriers.Find(p => IsAt(p, contact.Address));
            if (phone is not null)
            {
                Assign(phone, contact);
            }

            return phone is not null;
        });
        foreach (var contact in contacts)
        {
            var free = carriers.Where(p => !_matched.TryGetValue(p.Mac, out var has) || has.TrueForAll(c => c.Extension != extension)).ToList();
            var alike = free.Where(p => contact.Agent.Model is null || p.Model == contact.Agent.Model).ToList();
            if (alike.Count == 1)
            {
                Assign(alike[0], contact);
            }
            else
            {
                _oddities.Add($"Extension {extension} is registered from {contact.Address}, and nothing tells which of the phones that share it that is.");
                AddUnmanaged(contact, "several phones share this extension, and nothing tells which of them this is");
            }
        }
    }

    private bool IsAt(FollowedPhone phone, string address) =>
        _byAddress.TryGetValue(address, out var known) ? known == phone.Mac : phone.Seen?.Address == address;

    private void Assign(FollowedPhone phone, Contact contact)
    {
        if (!_matched.TryGetValue(phone.Mac, out var contacts))
        {
            _matched.Add(phone.Mac, contacts = []);
        }

        contacts.Add(contact);
        _byAddress.TryAdd(contact.Address, phone.Mac);
    }

    private void AddUnmanaged(Contact contact, string why) =>
        _unmanaged.Add(new UnmanagedContact(contact.Extension, contact.Address, contact.Agent.Text, why));
}
