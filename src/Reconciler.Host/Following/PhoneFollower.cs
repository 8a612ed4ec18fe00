using Microsoft.Extensions.Logging;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Phones.Families;
using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;
using Reconciler.Host.Pbx;
using Reconciler.Host.Resync;

namespace Reconciler.Host.Following;

/// <summary>
/// Brings phones to their published profiles and proves that they run them: reads who is registered, judges, tells those that lag, and writes down
/// what it found. One look at a time; all that matters is on the disk, so that another process goes on where this one ends.
/// </summary>
public sealed partial class PhoneFollower
{
    /// <summary>A phone that was told registers anew within seconds, and of that Asterisk sends no event.</summary>
    private static readonly TimeSpan SoonestLook = TimeSpan.FromMilliseconds(500);

    private readonly PhoneBookStore _store;
    private readonly IPhoneLine _line;
    private readonly FollowOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RejectedLogins _logins;
    private readonly SendPace _pace;
    private readonly ResyncDispatcher _dispatcher;
    private long? _lastNotified;

    public PhoneFollower(PhoneBookStore store, IPhoneLine line, PhoneNotifier notifier, FollowOptions options, RejectedLogins logins, TimeProvider time, ILogger logger)
    {
        _store = store;
        _line = line;
        _options = options;
        _logins = logins;
        _time = time;
        _logger = logger;
        _pace = new SendPace(options.PerSecond, time);
        _dispatcher = new ResyncDispatcher(store, notifier, _pace, time, logger);
    }

    /// <summary>One look. Phones are told for at most <paramref name="budget"/>; with none, nobody is told anything.</summary>
    public async Task<FollowResult> FollowAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        var book = _store.Load();
        if (book.Phones.IsEmpty)
        {
            return new FollowResult(null, 0, _options.Refresh);
        }

        try
        {
            var report = await LookAsync(book, cancellationToken).ConfigureAwait(false);
            return await NotifyAsync(report, budget, cancellationToken).ConfigureAwait(false);
        }
        catch (PbxUnavailableException exception)
        {
            await SayUnknownAsync(book, exception, cancellationToken).ConfigureAwait(false);
            return new FollowResult(null, 0, _options.Refresh);
        }
    }

    /// <summary>How the phones stand right now; nothing is told or written.</summary>
    public async Task<ConvergenceReport> ReadAsync(CancellationToken cancellationToken)
    {
        var book = _store.Load();
        var inventory = await _line.ReadAsync(book.Channel, cancellationToken).ConfigureAwait(false);
        return ConvergenceJudge.Judge(book, inventory, _options.Policy, _time.GetUtcNow());
    }

    private async Task<ConvergenceReport> LookAsync(PhoneBook book, CancellationToken cancellationToken)
    {
        var inventory = await _line.ReadAsync(book.Channel, cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(_logins.WriteInto(book), book))
        {
            book = await _store.UpdateAsync(_logins.WriteInto, cancellationToken).ConfigureAwait(false);
        }

        book = await NoteFirmwareAsync(book, cancellationToken).ConfigureAwait(false);
        var report = ConvergenceJudge.Judge(book, inventory, _options.Policy, _time.GetUtcNow());
        foreach (var oddity in report.Oddities.Where(o => !book.Noted.Contains(o)))
        {
            LogOddity(oddity);
        }

        await _store.UpdateAsync(report.Remember, cancellationToken).ConfigureAwait(false);
        await _store.SaveSummaryAsync(before => Summary(report, before), cancellationToken).ConfigureAwait(false);
        return report;
    }

    /// <summary>Writes down the firmware of phones that are to run a certain one and do not tell it when they register.</summary>
    private async Task<PhoneBook> NoteFirmwareAsync(PhoneBook book, CancellationToken cancellationToken)
    {
        var fetched = book.Phones.Values.Where(p => p.Firmware is not null && !DeviceFamilies.OfModel(p.Model).TellsFirmware)
            .Select(p => (p.Mac, Before: p.FetchedFirmware, Now: _options.FetchedFirmware(p.Mac))).Where(p => p.Before != p.Now).ToList();
        return fetched.Count == 0 ? book : await _store.UpdateAsync(
            current => current.With(fetched.Where(f => current.Phones.ContainsKey(f.Mac)).Select(f => current.Phones[f.Mac] with { FetchedFirmware = f.Now, SteadySince = _time.GetUtcNow() })),
            cancellationToken).ConfigureAwait(false);
    }

    private static ConvergenceSummary Summary(ConvergenceReport report, ConvergenceSummary? before)
    {
        var converged = report.Condition(before?.Converged);
        return new ConvergenceSummary
        {
            Observed = report.At,
            Counts = report.Counts,
            Converged = converged,
            Proved = converged.Status == ConditionStatus.True ? report.Book.Commit : before?.Proved,
            Unmanaged = report.Unmanaged,
            Notices = report.Notices,
            KeyRotation = report.KeyRotation,
        };
    }

    private async Task<FollowResult> NotifyAsync(ConvergenceReport report, TimeSpan budget, CancellationToken cancellationToken)
    {
        var queue = ResyncQueue.Of(report, _options.Resync, _options.Networks);
        await WriteBlockedAsync(queue, cancellationToken).ConfigureAwait(false);
        var waiting = queue.Due.Length;
        if (waiting > 0 && budget > TimeSpan.Zero)
        {
            _pace.StartAfter(report.Book.LastNotified);
            waiting = await _dispatcher.SendAsync(report.Book, queue.Due, budget, cancellationToken).ConfigureAwait(false);
            if (waiting < queue.Due.Length)
            {
                _lastNotified = _time.GetTimestamp();
                LogSent(queue.Due.Length - waiting, waiting);
            }
        }

        return new FollowResult(report, waiting, waiting > 0 && budget > TimeSpan.Zero ? _pace.Wait : Next(report, queue));
    }

    /// <summary>While phones that were told are awaited, soon and then ever later; else when one is due, and at the refresh at the latest.</summary>
    private TimeSpan Next(ConvergenceReport report, ResyncQueue queue)
    {
        var now = _time.GetUtcNow();
        var next = _options.Refresh;
        if (queue.Next is { } due && due - now < next)
        {
            next = due - now;
        }

        if (_lastNotified is { } last && _time.GetElapsedTime(last) is var sinceNotified && sinceNotified < next && (queue.Due.Length > 0 || report.Phones.Any(p => p.State == PhoneState.Pending)))
        {
            next = sinceNotified;
        }

        return next < SoonestLook ? SoonestLook : next;
    }

    /// <summary>Why a phone is not told stands beside it, so that nobody waits for what will not come.</summary>
    private Task WriteBlockedAsync(ResyncQueue queue, CancellationToken cancellationToken)
    {
        var news = queue.Blocked.Where(b => b.Phone.Problem != b.Why).ToList();
        foreach (var (phone, why) in news)
        {
            LogBlocked(phone.Mac.WithColons, why);
        }

        return news.Count == 0 ? Task.CompletedTask : _store.UpdateAsync(
            book => book.With(news
                .Where(b => book.Phones.GetValueOrDefault(b.Phone.Mac)?.Profile.Tag == b.Phone.Profile.Tag)
                .Select(b => book.Phones[b.Phone.Mac] with { Problem = b.Why })),
            cancellationToken);
    }

    /// <summary>The last whole look stays as it is; only whether it still holds is not known.</summary>
    private Task SayUnknownAsync(PhoneBook book, PbxUnavailableException exception, CancellationToken cancellationToken) => _store.SaveSummaryAsync(
        before =>
        {
            var since = before?.Converged is { Status: ConditionStatus.Unknown } known ? known.Since : _time.GetUtcNow();
            if (before?.Converged.Message != exception.Message)
            {
                LogUnavailable(exception.Message);
            }

            var unknown = new Condition(ConditionType.Converged, ConditionStatus.Unknown, exception.Reason.ToString(), exception.Message, since);
            return ConvergenceSummary.With(before, unknown, book.Phones.Count, _time.GetUtcNow());
        },
        cancellationToken);

    [LoggerMessage(EventId = 1500, Level = LogLevel.Warning, Message = "{What}")]
    private partial void LogOddity(string what);

    [LoggerMessage(EventId = 1501, Level = LogLevel.Information, Message = "{Count} phones were told to fetch their profile, {Waiting} wait for their turn")]
    private partial void LogSent(int count, int waiting);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Warning, Message = "The phone {Mac} is not told to fetch its profile: {Why}")]
    private partial void LogBlocked(string mac, string why);

    [LoggerMessage(EventId = 1503, Level = LogLevel.Warning, Message = "The phones cannot be looked for: {What}")]
    private partial void LogUnavailable(string what);
}
