using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Jobs;
using Reconciler.Agent.Serving;
using Reconciler.Git.Mirrors;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;
using Reconciler.Web.Access;
using Reconciler.Web.Views;
using Reconciler.Web.Webhooks;

namespace Reconciler.Web.Hosting;

/// <summary>Adds the agent's own HTTP server, and the sending of metrics and traces, to its host, where the agent's file asks for them.</summary>
public static class AgentWeb
{
    /// <exception cref="Core.Secrets.HostConfigurationException">The settings cannot be kept: told before anything starts.</exception>
    public static void Add(IServiceCollection services, AgentSettings settings)
    {
        Telemetry.Add(services, settings.Otlp, Environment.GetEnvironmentVariable(Telemetry.EndpointVariable));
        if (settings.Http is not { } http)
        {
            return;
        }

        var listen = ListenAddress.Parse(http.Listen, "http.listen");
        var rules = new AccessRules(http, listen);
        var webhook = WebhookSecret.Load(http.WebhookSecretFile);
        services.AddSingleton<IHostedService>(provider => new WebServer(
            listen,
            new SiteViews(settings, TimeProvider.System),
            new SiteControls(settings.State.Open(), GitMirrorSettings.DirectoryIn(settings.State.Directory)),
            rules,
            webhook,
            RunMeter.Name,
            provider.GetRequiredService<RunRequests>(),
            provider.GetRequiredService<SiteChanges>(),
            provider.GetRequiredService<ILoggerFactory>()));
    }
}
