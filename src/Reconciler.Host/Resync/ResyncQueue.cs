using System.Collections.Immutable;
using Reconciler.Core.Phones;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.Resync;

/// <summary>Who is to be told now, in order, and when the next one is due. Pure.</summary>
/// <param name="Due">Those who were never told first, then those whose turn has been due for longest.</param>
/// <param name="Blocked">Phones that would be due and that there is no way to tell, with the reason.</param>
/// <param name="Next">When the next of the others is due; null: none is.</param>
public sealed record ResyncQueue(ImmutableArray<ResyncOrder> Due, ImmutableArray<(FollowedPhone Phone, string Why)> Blocked, DateTimeOffset? Next)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    public static ResyncQueue Of(ConvergenceReport report, ResyncMode mode, PhoneNetworks networks)
    {
        if (mode == ResyncMode.None)
        {
            return new ResyncQueue([], [], null);
        }

        var router = new ResyncRouter(mode, report.Book, networks);
        var due = new List<ResyncOrder>();
        var blocked = ImmutableArray.CreateBuilder<(FollowedPhone, string)>();
        DateTimeOffset? next = null;
        foreach (var verdict in report.Phones.Where(v => v.State is PhoneState.Pending or PhoneState.Stale))
        {
            var at = DueAt(verdict.Phone);
            // What was told in the future was told by a clock that has been set back since.
            if (at > report.At && verdict.Phone.NotifiedAt <= report.At)
            {
                next = next is null || at < next ? at : next;
            }
            else if (router.Route(verdict, out var why) is { } order)
            {
                due.Add(order);
            }
            else
            {
                blocked.Add((verdict.Phone, why));
            }
        }

        return new ResyncQueue([.. due.OrderBy(o => DueAt(o.Phone)).ThenBy(o => o.Phone.Mac)], blocked.ToImmutable(), next);
    }

    /// <summary>When a phone may be told: at once, then after ever longer pauses, without an end, since it may be in a call, or lose what it was sent.</summary>
    public static DateTimeOffset DueAt(FollowedPhone phone) => phone.NotifiedAt is { } notified ? notified + PauseAfter(phone.Attempts) : DateTimeOffset.MinValue;

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
