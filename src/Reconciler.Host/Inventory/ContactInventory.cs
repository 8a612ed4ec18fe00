using System.Collections.Immutable;

namespace Reconciler.Host.Inventory;

/// <summary>All registrations of one Asterisk at one time, whole: a list that was cut off is never one.</summary>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Contacts">In Asterisk's order.</param>
/// <param name="Unreadable">Entries that could not be made a contact of: without an extension or an address.</param>
public sealed record ContactInventory(DateTimeOffset ReadAt, ImmutableArray<Contact> Contacts, int Unreadable);
