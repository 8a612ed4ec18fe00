using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Reconciler.Agent.Jobs;
using Reconciler.Agent.Serving;
using Reconciler.Git.Mirrors;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;
using Reconciler.Testing.Sites;
using Reconciler.Web.Access;
using Reconciler.Web.Hosting;
using Reconciler.Web.Views;
using Reconciler.Web.Webhooks;

namespace Reconciler.Web.Tests;

/// <summary>A real site, with the agent's HTTP server before its state; the runs that the server asks for are counted.</summary>
public sealed class WebOffice : IAsyncDisposable
{
    public const string ActToken = "act-token-of-a-sufficient-length";
    public const string ViewToken = "view-token-of-a-sufficient-length";

    // Offices of other tests are heard by other names.
    private readonly string _meterName = $"Reconciler-{Guid.NewGuid():N}";
    private readonly TemporaryFolder _folder = new();
    private ServiceProvider? _services;
    private IScheduler? _scheduler;
    private WebServer? _server;

    public Site Site { get; } = new() { HasPhones = true };

    public SiteChanges Changes { get; } = new();

    public RunMeter Meter => field ??= new RunMeter(_meterName);

    public CountedRuns Runs { get; } = new();

    public Uri Address => _server?.Address ?? throw new InvalidOperationException("The server does not listen.");

    public bool IsListening => _server?.Address is not null;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A file of the agent's that nobody else may read.</summary>
    public string Secret(string name, string text)
    {
        var path = _folder.Write(name, text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    /// <summary>Starts the server with these lines under <c>http</c>.</summary>
    public async Task StartAsync(string http = "listen: 127.0.0.1:0")
    {
        var settings = Settings(http);
        var services = new ServiceCollection().AddLogging().AddSingleton<JobTimer>().AddSingleton(TimeProvider.System).AddSingleton(Runs);
        services.AddQuartz(quartz => quartz.UseInMemoryStore().AddJob<CountedRun>(job => job.WithIdentity(ReconcileJob.Key).StoreDurably()));
        _services = services.BuildServiceProvider();
        _scheduler = await _services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        await _scheduler.Start(Token);
        var timer = _services.GetRequiredService<JobTimer>();
        await timer.StartAsync(Token);
        var listen = ListenAddress.Parse(settings.Http!.Listen, "http.listen");
        _server = new WebServer(
            listen,
            new SiteViews(settings, Site.Time),
            new SiteControls(Site.Storage, GitMirrorSettings.DirectoryIn(Site.State)),
            new AccessRules(settings.Http, listen),
            WebhookSecret.Load(settings.Http.WebhookSecretFile),
            _meterName,
            new RunRequests(timer, TimeProvider.System, TimeSpan.FromMinutes(1)),
            Changes,
            NullLoggerFactory.Instance);
        await _server.StartAsync(Token);
    }

    /// <summary>A client; with a token, a bearer of it.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    public AgentSettings Settings(string http)
    {
        var file = _folder.Write("agent.yaml", $$"""
            repository: { url: "https://git.example.com/phones.git" }
            served: { directory: srv }
            asterisk: { directory: asterisk }
            state: { directory: "{{Site.State}}" }
            http: { {{http}} }

            """);
        var reading = AgentFileReader.Read(file, new Dictionary<string, string>(StringComparer.Ordinal));
        return reading.Settings ?? throw new InvalidOperationException(string.Join('\n', reading.Diagnostics));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync(CancellationToken.None);
            await _server.DisposeAsync();
        }

        if (_scheduler is not null)
        {
            await _scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }

        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        Meter.Dispose();
        Runs.Dispose();
        Site.Dispose();
        _folder.Dispose();
    }
}
