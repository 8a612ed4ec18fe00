using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.Resync;

/// <summary>
/// Tells single phones because a person asked for it: <c>reconciler resync</c> and <c>reconciler reboot</c>. One message each, and no pace. Nothing is
/// written, since that person may be another user than the agent, whose files would then be shut to it.
/// </summary>
public sealed class ManualResync(PhoneNotifier teller, ResyncMode mode, PhoneNetworks networks)
{
    /// <summary>What was done, or why nothing was.</summary>
    public async Task<HandTold> TellAsync(ConvergenceReport report, MacAddress mac, PhoneCommand command, CancellationToken cancellationToken)
    {
        if (report.Phones.FirstOrDefault(v => v.Phone.Mac == mac) is not { } verdict)
        {
            return new HandTold(false, $"{mac.WithColons}: no published phone has this MAC address; 'reconciler phones' lists them");
        }

        if (new ResyncRouter(mode, report.Book, networks).Route(verdict, out var why) is not { } order)
        {
            return new HandTold(false, $"{mac.WithColons}: {why}");
        }

        if (await teller.TellAsync(report.Book, order, command, cancellationToken) is { } problem)
        {
            return new HandTold(false, $"{mac.WithColons}: {problem}");
        }

        var what = command == PhoneCommand.Resync ? "told to fetch its profile" : "told to restart";
        var how = order.Extension is { } extension ? $"by a NOTIFY to extension {extension}" : "by its web server";
        return new HandTold(true, $"{mac.WithColons}: {what}, {how} at {order.Address}; it does so when no call is on");
    }
}

/// <summary>What became of one phone that a person wanted told.</summary>
/// <param name="IsTold">Whether it was sent.</param>
/// <param name="Message">One sentence that begins with the phone.</param>
public sealed record HandTold(bool IsTold, string Message);
