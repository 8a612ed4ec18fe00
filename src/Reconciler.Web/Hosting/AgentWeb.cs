using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Jobs;
using Reconciler.Agent.Serving;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;
using Reconciler.Web.Access;
using Reconciler.Web.Views;

namespace Reconciler.Web.Hosting;

/// <summary>Adds the agent's own HTTP server to its host, where the agent's file asks for one.</summary>
public static class AgentWeb
{
    /// <exception cref="Core.Secrets.HostConfigurationException">The settings cannot be kept: told before anything starts.</exception>
    public static void Add(IServiceCollection services, AgentSettings settings)
    {
        if (settings.Http is not { } http)
        {
            return;
        }

        var listen = ListenAddress.Parse(http.Listen, "http.listen");
        var rules = new AccessRules(http, listen);
        services.AddSingleton<IHostedService>(provider => new WebServer(
            listen,
            new SiteViews(settings, TimeProvider.System),
            new SiteControls(settings.State.Directory),
            rules,
            provider.GetRequiredService<RunRequests>(),
            provider.GetRequiredService<SiteChanges>(),
            provider.GetRequiredService<ILoggerFactory>()));
    }
}
