using Microsoft.Extensions.DependencyInjection;
using Reconciler.Notifications.Hosting;
using Reconciler.Specs.AgentFile;
using Reconciler.Web.Hosting;

namespace Reconciler.Cli.Commands;

/// <summary>The parts of the agent that show or tell how the site is, as the agent's file asks for them.</summary>
internal static class Observers
{
    public static void Add(IServiceCollection services, AgentSettings settings)
    {
        AgentWeb.Add(services, settings);
        AgentNotifications.Add(services, settings);
    }
}
