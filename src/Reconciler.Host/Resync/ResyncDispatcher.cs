using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Phones.Families;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.Resync;

/// <summary>
/// Works through a queue at the pace, for a limited time, and writes down who was told. Web servers are asked several at once, so that one that never
/// answers holds up nobody; the pace counts from one beginning to the next.
/// </summary>
internal sealed partial class ResyncDispatcher(PhoneBookStore store, PhoneNotifier notifier, SendPace pace, TimeProvider time, ILogger logger)
{
    private const int MostAtOnce = 8;
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<Notification> _notified = new();
    private long _lastWrite;

    /// <summary>How many of the queue are left.</summary>
    public async Task<int> SendAsync(PhoneBook book, ImmutableArray<ResyncOrder> due, TimeSpan budget, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        _lastWrite = started;
        using var slots = new SemaphoreSlim(MostAtOnce);
        var asking = new List<Task>();
        var left = new Queue<ResyncOrder>(due);
        var notified = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (left.TryPeek(out var order) && time.GetElapsedTime(started) + pace.Wait <= budget)
            {
                // All phones of an extension get one NOTIFY: those that share it have been told with the first.
                if (order.Extension is { } extension && !notified.Add(extension))
                {
                    Note(left.Dequeue(), problem: null);
                    continue;
                }

                await WaitAsync(cancellationToken).ConfigureAwait(false);
                await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
                pace.Use();
                asking.Add(NotifyAsync(book, left.Dequeue(), slots, cancellationToken));
                if (order.Extension is not null)
                {
                    await asking[^1].ConfigureAwait(false);
                }

                await WriteAsync(WriteEvery, cancellationToken).ConfigureAwait(false);
            }

            await Task.WhenAll(asking).ConfigureAwait(false);
        }
        finally
        {
            await WriteAsync(TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }

        return left.Count;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (pace.Wait is { } wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task NotifyAsync(PhoneBook book, ResyncOrder order, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            Note(order, await notifier.NotifyAsync(book, order, PhoneCommand.Resync, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            slots.Release();
        }
    }

    private void Note(ResyncOrder order, string? problem)
    {
        _notified.Enqueue(new Notification(order, time.GetUtcNow(), problem));
        if (problem is null)
        {
            LogNotified(order.Phone.Mac.WithColons, order.Phone.Profile.Tag);
        }
        else if (problem != order.Phone.Problem)
        {
            LogProblem(order.Phone.Mac.WithColons, problem);
        }
    }

    /// <summary>A kill loses at most what was told since; those phones are told once more.</summary>
    private async Task WriteAsync(TimeSpan atMostEvery, CancellationToken cancellationToken)
    {
        if (_notified.IsEmpty || time.GetElapsedTime(_lastWrite) < atMostEvery)
        {
            return;
        }

        _lastWrite = time.GetTimestamp();
        var notified = new List<Notification>();
        while (_notified.TryDequeue(out var notifying))
        {
            notified.Add(notifying);
        }

        await store.UpdateAsync(book => Write(book, notified), cancellationToken).ConfigureAwait(false);
    }

    private static PhoneBook Write(PhoneBook book, List<Notification> notified)
    {
        var changed = new List<FollowedPhone>();
        foreach (var (order, at, problem) in notified)
        {
            // Of a profile that was published meanwhile the phone has to be told anew.
            if (book.Phones.GetValueOrDefault(order.Phone.Mac) is { } phone && phone.Profile.Tag == order.Phone.Profile.Tag)
            {
                changed.Add(phone with { NotifiedAt = at, Attempts = phone.Attempts + 1, Problem = problem });
            }
        }

        return book.With(changed) with { LastNotified = notified[^1].At };
    }

    [LoggerMessage(EventId = 1800, Level = LogLevel.Debug, Message = "The phone {Mac} is told to fetch {Tag}")]
    private partial void LogNotified(string mac, string tag);

    [LoggerMessage(EventId = 1801, Level = LogLevel.Warning, Message = "The phone {Mac} could not be told to fetch its profile: {Problem}")]
    private partial void LogProblem(string mac, string problem);

    private sealed record Notification(ResyncOrder Order, DateTimeOffset At, string? Problem);
}
