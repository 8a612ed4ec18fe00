using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Jobs;
using Reconciler.Core.Secrets;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.Troubles;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>Keeps the forge's status of the newest commit at what the last run came to. Nothing waits for it, and a forge that does not take it is logged once.</summary>
internal sealed partial class CommitStatusService(IStateStorage storage, CommitStatusSender sender, SiteChanges changes, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(16);

    private readonly StateStore _states = new(storage);
    private ShownStatus? _shown;
    private (CommitVerdict Verdict, DateTimeOffset Since)? _seen;
    private DateTimeOffset _nextTry;
    private TimeSpan _pause = TimeSpan.Zero;
    private bool _isLoaded;

    /// <summary>Judges once, and sends what is due.</summary>
    internal async Task UpdateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = _states.Load();
            _shown = _isLoaded ? _shown : ShownStatus.Load(storage);
            _isLoaded = true;
            if (CommitJudge.Judge(StatusRecord.Of(state, phones: null)) is not { } verdict || !IsDue(verdict))
            {
                return;
            }

            await SendAsync(state.Site, verdict, cancellationToken);
        }
        catch (Exception exception) when (exception is HostConfigurationException or PublishFailedException or IOException or UnauthorizedAccessException)
        {
            LogNotKept(logger, exception.Message);
        }
#pragma warning disable CA1031 // a boundary: a fault of the notifications must not end the agent
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFault(logger, exception.GetType().Name, exception.Message);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => changes.FollowAsync(UpdateAsync, Period, time, stoppingToken);

    private bool IsDue(CommitVerdict verdict)
    {
        var now = time.GetUtcNow();
        if (_seen is not { } seen || seen.Verdict.Commit != verdict.Commit || seen.Verdict.State != verdict.State)
        {
            _seen = seen = (verdict, now);
        }

        if (now < _nextTry || (_shown is { } shown && shown.Commit == verdict.Commit.ToString() && shown.State == verdict.State))
        {
            return false;
        }

        // An Asterisk that starts anew is no news of a commit that was served before.
        var wasGood = _shown is { State: CommitState.Success } good && good.Commit == verdict.Commit.ToString();
        return !wasGood || now - seen.Since >= TroubleLedger.Calm;
    }

    private async Task SendAsync(string? site, CommitVerdict verdict, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(site, verdict, cancellationToken);
        }
        catch (NoticeNotSentException exception)
        {
            if (_pause == TimeSpan.Zero)
            {
                LogNotTaken(logger, exception.Message);
            }

            _pause = _pause == TimeSpan.Zero ? Period : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
            _nextTry = time.GetUtcNow() + _pause;
            return;
        }

        if (_pause > TimeSpan.Zero)
        {
            LogTakenAgain(logger);
        }

        _pause = TimeSpan.Zero;
        _shown = new ShownStatus(verdict.Commit.ToString(), verdict.State);
        _shown.Save(storage);
    }

    [LoggerMessage(EventId = 2920, Level = LogLevel.Warning, Message = "The forge does not show what became of the commit; it is tried again, and told no more: {What}.")]
    private static partial void LogNotTaken(ILogger logger, string what);

    [LoggerMessage(EventId = 2921, Level = LogLevel.Information, Message = "The forge shows again what becomes of commits.")]
    private static partial void LogTakenAgain(ILogger logger);

    [LoggerMessage(EventId = 2922, Level = LogLevel.Warning, Message = "The state is not read, or what the forge shows not kept: {What}")]
    private static partial void LogNotKept(ILogger logger, string what);

    [LoggerMessage(EventId = 2923, Level = LogLevel.Critical, Message = "The commit statuses met a fault of the program ({Type}): {What}")]
    private static partial void LogFault(ILogger logger, string type, string what);
}
