using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.Resync;

/// <summary>
/// Tells single phones because a person asked for it: <c>reconciler resync</c> and <c>reconciler reboot</c>. One message each, and no pace. Nothing is
/// written, since that person may be another user than the agent, whose files would then be shut to it.
/// </summary>
public sealed class ManualResync(PhoneNotifier notifier, ResyncMode mode, PhoneNetworks networks)
{
    /// <summary>The result, or the reason why nothing was done.</summary>
    public async Task<ManualNotification> NotifyAsync(ConvergenceReport report, MacAddress mac, PhoneCommand command, CancellationToken cancellationToken)
    {
        if (report.Phones.FirstOrDefault(v => v.Phone.Mac == mac) is not { } verdict)
        {
            return new ManualNotification(false, $"{mac.WithColons}: no published phone has this MAC address; 'reconciler phones' lists them");
        }

        if (new ResyncRouter(mode, report.Book, networks).Route(verdict, out var why) is not { } order)
        {
            return new ManualNotification(false, $"{mac.WithColons}: {why}");
        }

        if (await notifier.NotifyAsync(report.Book, order, command, cancellationToken) is { } problem)
        {
            return new ManualNotification(false, $"{mac.WithColons}: {problem}");
        }

        var what = command == PhoneCommand.Resync ? "told to fetch its profile" : "told to restart";
        var how = order.Extension is { } extension ? $"by a NOTIFY to extension {extension}" : "by its web server";
        return new ManualNotification(true, $"{mac.WithColons}: {what}, {how} at {order.Address}; it does so when no call is on");
    }
}

/// <summary>The result of a person's request to one phone.</summary>
/// <param name="IsNotified">Whether it was sent.</param>
/// <param name="Message">One sentence that begins with the phone.</param>
public sealed record ManualNotification(bool IsNotified, string Message);
