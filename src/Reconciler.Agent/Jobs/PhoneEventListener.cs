using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Host.Inventory;
using Reconciler.Host.Pbx;
using Reconciler.Sites;

namespace Reconciler.Agent.Jobs;

/// <summary>
/// Has the agent look at the phones when Asterisk says that a registration changed, and see to Asterisk itself when it went away or came back. While there is no
/// connection the schedule goes on by itself, so a lost one is tried again and told of no more than once.
/// </summary>
public sealed partial class PhoneEventListener(SitePhones phones, PhoneWatch watch, AgentPolling polling, TimeProvider time, ILogger<PhoneEventListener> logger)
    : BackgroundService, IPbxObserver
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private TimeSpan _pause = FirstPause;
    private bool _wasLost;

    /// <inheritdoc/>
    public void OnListening()
    {
        _pause = FirstPause;
        // Whoever registered before Asterisk was listened to has sent no event.
        watch.NoteChange();
        if (_wasLost)
        {
            _wasLost = false;
            polling.CheckHealth();
        }
    }

    /// <inheritdoc/>
    public void OnRegistrationChanged() => watch.NoteChange();

    /// <inheritdoc/>
    public void OnLogin(PbxLogin login)
    {
        if (phones.Logins.Note(login))
        {
            watch.NoteChange();
        }
    }

    /// <inheritdoc/>
    public void OnLoginsHeard(bool areHeard)
    {
        phones.Logins.NoteHeard(areHeard);
        if (!areHeard)
        {
            LogDeaf(logger);
        }
    }

    /// <inheritdoc/>
    public void OnBooted() => polling.CheckHealth();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await phones.ListenAsync(time, this, stoppingToken);
            }
            catch (PbxUnavailableException exception)
            {
                LogLost(logger, exception.Message);
                if (!_wasLost)
                {
                    _wasLost = true;
                    polling.CheckHealth();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }

            await Task.Delay(_pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    [LoggerMessage(EventId = 2200, Level = LogLevel.Information, Message = "Whether Asterisk rejects a phone's password is not heard; add \"security\" to the AMI user's \"read\" line in manager.conf and run \"manager reload\"")]
    private static partial void LogDeaf(ILogger logger);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Debug, Message = "Asterisk's events are not heard: {What}")]
    private static partial void LogLost(ILogger logger, string what);
}
