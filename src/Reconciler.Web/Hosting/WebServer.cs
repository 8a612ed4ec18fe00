using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Reconciler.Agent.Jobs;
using Reconciler.Agent.Serving;
using Reconciler.Core.Secrets;
using Reconciler.Sites;
using Reconciler.Web.Access;
using Reconciler.Web.Api;
using Reconciler.Web.Live;
using Reconciler.Web.Metrics;
using Reconciler.Web.Pages;
using Reconciler.Web.Views;
using Reconciler.Web.Webhooks;

namespace Reconciler.Web.Hosting;

/// <summary>The agent's own HTTP server. Phones are served and runs go on without it: a port that cannot be had is logged, and that is all.</summary>
internal sealed partial class WebServer(
    ListenAddress listen, SiteViews views, SiteControls controls, AccessRules rules, WebhookSecret? webhook, string meter, RunRequests runs, SiteChanges changes, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<WebServer>();
    private readonly SiteMeter _meter = new(meter, views);
    private EmbeddedServer? _server;

    /// <summary>Where it listens once started; null: it does not.</summary>
    public Uri? Address => _server?.Address;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _server = await EmbeddedServer.StartAsync(listen, ServerLimits.OfProcess() with { BodyBytes = WebhookEndpoint.LongestBody }, AddServices, Map, cancellationToken);
            LogListening(_logger, _server.Address);
        }
        catch (HostConfigurationException exception)
        {
            LogNotListening(_logger, exception.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _meter.Dispose();
        views.Dispose();
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddOpenApi();
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("reconciler")).WithMetrics(metrics => metrics.AddMeter(meter).AddPrometheusExporter(options => options.ScopeInfoEnabled = false));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
    }

    private void Map(WebApplication application)
    {
        application.Use(next => context => ResponseHeaders.AddAsync(context, next));
        var access = new AccessControl(rules, _logger);
        application.Use(next => context => access.JudgeAsync(context, next));
        var actions = new SiteActions(controls, runs, rules, loggers.CreateLogger<SiteActions>());
        new ReadEndpoints(views).Map(application);
        new ActionEndpoints(actions).Map(application);
        new LiveEndpoint(changes, TimeProvider.System, application.Lifetime).Map(application);
        new PageEndpoints(views, actions, rules.HasActors).Map(application);
        if (webhook is not null)
        {
            new WebhookEndpoint(webhook, runs, _logger).Map(application);
        }

        application.MapOpenApi("/api/openapi.json");
        application.MapPrometheusScrapingEndpoint("/metrics");
    }

    [LoggerMessage(EventId = 2820, Level = LogLevel.Information, Message = "The agent's page is on {Address}")]
    private static partial void LogListening(ILogger logger, Uri address);

    [LoggerMessage(EventId = 2821, Level = LogLevel.Error, Message = "There is no page, no API and no webhook: {What}")]
    private static partial void LogNotListening(ILogger logger, string what);
}
