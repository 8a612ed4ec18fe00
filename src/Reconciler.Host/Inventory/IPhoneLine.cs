using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Inventory;

/// <summary>
/// The way to the phones through Asterisk: who is registered, and a NOTIFY to those who are. Whatever keeps Asterisk from answering is a
/// <see cref="PbxUnavailableException"/>.
/// </summary>
public interface IPhoneLine
{
    /// <summary>Everybody who is registered with this channel driver.</summary>
    Task<ContactInventory> ReadAsync(SipChannel channel, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a NOTIFY to the phones that are registered as an extension. Null: it was sent, which says nothing of what became of it; else what
    /// Asterisk said against it.
    /// </summary>
    Task<string?> NotifyAsync(SipChannel channel, string extension, string eventName, CancellationToken cancellationToken);
}
