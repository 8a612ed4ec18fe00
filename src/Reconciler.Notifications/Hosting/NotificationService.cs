using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Jobs;
using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.Troubles;
using Reconciler.Reconciliation.Status;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.Hosting;

/// <summary>Judges the state after each run and look, and once a minute, and sends what is due. Nothing waits for it, and no fault of its own ends the agent.</summary>
internal sealed partial class NotificationService : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly IStateStorage _storage;
    private readonly StateStore _states;
    private readonly PhoneBookStore _phones;
    private readonly AttemptStore _attempts;
    private readonly NotificationSettings _settings;
    private readonly IReadOnlyList<NoticeDelivery> _deliveries;
    private readonly SiteChanges _changes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private TroubleLedger? _ledger;

    public NotificationService(IStateStorage storage, NotificationSettings settings, IReadOnlyList<INoticeChannel> channels, SiteChanges changes, TimeProvider time, ILogger logger)
    {
        _storage = storage;
        _states = new StateStore(storage);
        _phones = new PhoneBookStore(storage, time);
        _attempts = new AttemptStore(storage, time);
        _settings = settings;
        _deliveries = [.. channels.Select(channel => new NoticeDelivery(channel, time, logger))];
        _changes = changes;
        _time = time;
        _logger = logger;
    }

    /// <summary>Judges once; what is due goes on its way.</summary>
    internal void Judge()
    {
        lock (_gate)
        {
            try
            {
                JudgeOnce();
            }
            catch (Exception exception) when (exception is HostConfigurationException or PublishFailedException or IOException or UnauthorizedAccessException)
            {
                LogUnjudged(_logger, exception.Message);
            }
#pragma warning disable CA1031 // a boundary: a fault of the notifications must not end the agent
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFault(_logger, exception.GetType().Name, exception.Message);
            }
        }
    }

    private void JudgeOnce()
    {
        var (now, state, seen) = (_time.GetUtcNow(), _states.Load(), _phones.LoadSummary());
        _ledger ??= new TroubleLedger(TroubleRecord.Load(_storage, now), _settings.Remind, _settings.PageUrl);
        var before = _ledger.Record;
        var troubles = SiteTroubles.Find(StatusRecord.Of(state, seen, _attempts.Judge()), _phones.Load(), seen, now);
        foreach (var notice in _ledger.Judge(state.Site ?? "site", troubles, state.History, now))
        {
            foreach (var delivery in _deliveries)
            {
                delivery.Send(notice);
            }
        }

        if (!before.Standing.SequenceEqual(_ledger.Record.Standing) || before.Seen != _ledger.Record.Seen)
        {
            _ledger.Record.Save(_storage);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_deliveries.Select(delivery => delivery.RunAsync(stoppingToken)).Append(WatchAsync(stoppingToken)));

    private Task WatchAsync(CancellationToken cancellationToken) => _changes.FollowAsync(
        _ =>
        {
            Judge();
            return Task.CompletedTask;
        },
        Period,
        _time,
        cancellationToken);

    [LoggerMessage(EventId = 2910, Level = LogLevel.Warning, Message = "Nobody can be told how the site is: {What}")]
    private static partial void LogUnjudged(ILogger logger, string what);

    [LoggerMessage(EventId = 2911, Level = LogLevel.Critical, Message = "The notifications met a fault of the program ({Type}): {What}")]
    private static partial void LogFault(ILogger logger, string type, string what);
}
