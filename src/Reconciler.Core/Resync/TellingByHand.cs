using Reconciler.Core.Convergence;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Resync;

/// <summary>Tells single phones because a person asked for it: <c>reconciler resync</c> and <c>reconciler reboot</c>. One message each, and no pace.</summary>
public sealed class TellingByHand(PhoneBookStore store, PhoneTeller teller, ResyncMode mode, TimeProvider time)
{
    /// <summary>What was done, or why nothing was.</summary>
    public async Task<HandTold> TellAsync(ConvergenceReport report, MacAddress mac, PhoneCommand command, CancellationToken cancellationToken)
    {
        if (report.Phones.FirstOrDefault(v => v.Phone.Mac == mac) is not { } verdict)
        {
            return new HandTold(false, $"{mac.WithColons}: no published phone has this MAC address; 'reconciler phones' lists them");
        }

        if (new ResyncRouter(mode, report.Book).Route(verdict, out var why) is not { } order)
        {
            return new HandTold(false, $"{mac.WithColons}: {why}");
        }

        if (await teller.TellAsync(report.Book, order, command, cancellationToken) is { } problem)
        {
            return new HandTold(false, $"{mac.WithColons}: {problem}");
        }

        if (command == PhoneCommand.Resync)
        {
            await store.UpdateAsync(book => Write(book, order.Phone), cancellationToken);
        }

        var what = command == PhoneCommand.Resync ? "told to fetch its profile" : "told to restart";
        var how = order.Extension is { } extension ? $"by a NOTIFY to extension {extension}" : "by its web server";
        return new HandTold(true, $"{mac.WithColons}: {what}, {how} at {order.Address}; it does so when no call is on");
    }

    private PhoneBook Write(PhoneBook book, FollowedPhone told) =>
        book.Phones.GetValueOrDefault(told.Mac) is { } phone && phone.Profile.Tag == told.Profile.Tag
            ? book.With([phone with { ToldAt = time.GetUtcNow(), Attempts = phone.Attempts + 1, Problem = null }])
            : book;
}

/// <summary>What became of one phone that a person wanted told.</summary>
/// <param name="IsTold">Whether it was sent.</param>
/// <param name="Message">One sentence that begins with the phone.</param>
public sealed record HandTold(bool IsTold, string Message);
