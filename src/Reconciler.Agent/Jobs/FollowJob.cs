using Microsoft.Extensions.Logging;
using Quartz;
using Reconciler.Host.Disk;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Sites;

namespace Reconciler.Agent.Jobs;

/// <summary>One look at the phones; never two at once. It sets the time of the next one, which depends on what it found.</summary>
[DisallowConcurrentExecution]
public sealed partial class FollowJob(SiteAgent agent, SitePhones phones, PhoneWatch watch, SiteChanges changes, TimeProvider time, ILogger<FollowJob> logger) : IJob
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(60);

    /// <summary>The job's name in the scheduler.</summary>
    public static JobKey Key { get; } = new("phones");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var next = AfterFault;
        var rollout = RolloutOutlook.None;
        watch.Begin();
        try
        {
            next = (await agent.FollowPhonesAsync(phones, cancellationToken)).NextIn;
            rollout = agent.ForeseeRollout();
            if (rollout.IsDue)
            {
                await AgentPolling.WakeAtAsync(context.Scheduler, time.GetUtcNow(), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (PublishFailedException exception)
        {
            LogFailed(logger, exception.Message);
        }
#pragma warning disable CA1031 // a run boundary: one faulty look must not end the agent
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFault(logger, exception.GetType().Name, exception.Message);
        }
        finally
        {
            changes.Note();
            if (!cancellationToken.IsCancellationRequested)
            {
                watch.ScheduleNext(next, rollout.NextChange);
            }
        }
    }

    [LoggerMessage(EventId = 2000, Level = LogLevel.Error, Message = "The phones' state cannot be written: {What}")]
    private static partial void LogFailed(ILogger logger, string what);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Critical, Message = "A look at the phones ended by a fault of the program ({Type}): {What}")]
    private static partial void LogFault(ILogger logger, string type, string what);
}
