using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Asterisk;

namespace Reconciler.Agent;

/// <summary>
/// Has the agent look at the phones when Asterisk says that a registration changed. While there is no connection the schedule goes on by itself, so a
/// lost one is tried again and told of no more than once.
/// </summary>
public sealed partial class PhoneEventListener(SitePhones phones, PhoneWatch watch, TimeProvider time, ILogger<PhoneEventListener> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0, 1);
        var noting = NoteAsync(changed, stoppingToken);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await phones.ListenAsync(time, () => { pause = FirstPause; Raise(changed); }, stoppingToken);
            }
            catch (PbxUnavailableException exception)
            {
                LogLost(logger, exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        await noting;
    }

    private async Task NoteAsync(SemaphoreSlim changed, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                await watch.NoteChangeAsync(stoppingToken);
            }
        }
    }

    /// <summary>Called on the connection's reader: it only leaves a mark.</summary>
    private static void Raise(SemaphoreSlim changed)
    {
        if (changed.CurrentCount == 0)
        {
            changed.Release();
        }
    }

    [LoggerMessage(EventId = 230, Level = LogLevel.Debug, Message = "Asterisk's events are not heard: {What}")]
    private static partial void LogLost(ILogger logger, string what);
}
