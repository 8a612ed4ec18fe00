using Reconciler.Core.Phones.Families;
using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Resync;

/// <summary>Tells a phone by the way that was found for it.</summary>
public sealed class PhoneNotifier(IPhoneLine line, PhoneWeb web)
{
    /// <summary>Null: it was sent; else one sentence that says why not.</summary>
    /// <exception cref="PbxUnavailableException">Asterisk cannot be asked.</exception>
    public async Task<string?> NotifyAsync(PhoneBook book, ResyncOrder order, PhoneCommand command, CancellationToken cancellationToken)
    {
        if (order.Extension is not { } extension)
        {
            return await web.NotifyAsync(book, order, command, cancellationToken).ConfigureAwait(false);
        }

        var name = DeviceFamilies.OfModel(order.Phone.Model).EventOf(command);
        var refusal = await line.NotifyAsync(book.Channel, extension, name, cancellationToken).ConfigureAwait(false);
        return refusal is null ? null : $"Asterisk does not send extension {extension} a NOTIFY ({refusal})";
    }
}
