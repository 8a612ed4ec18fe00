using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Jobs;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.CommitStatuses;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.Hosting;

/// <summary>Adds the notifications to the agent's host, where the agent's file asks for some.</summary>
public static class AgentNotifications
{
    /// <exception cref="Core.Secrets.HostConfigurationException">A file of theirs cannot be used: told before anything starts.</exception>
    public static void Add(IServiceCollection services, AgentSettings settings)
    {
        if (settings.Notifications is not { } notifications)
        {
            return;
        }

        var sender = new JsonSender();
        var channels = ChannelList.Of(notifications, sender);
        services.AddSingleton(sender);
        services.AddSingleton<IHostedService>(provider => new NotificationService(
            settings.State.Open(), notifications, channels, provider.GetRequiredService<SiteChanges>(), TimeProvider.System, provider.GetRequiredService<ILogger<NotificationService>>()));
        if (notifications.CommitStatus is { } status)
        {
            var statuses = CommitStatusSender.Of(status, settings.Repository.Url, notifications.PageUrl, sender);
            services.AddSingleton<IHostedService>(provider => new CommitStatusService(
                settings.State.Open(), statuses, provider.GetRequiredService<SiteChanges>(), TimeProvider.System, provider.GetRequiredService<ILogger<CommitStatusService>>()));
        }
    }
}
