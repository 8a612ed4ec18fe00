using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Reconciler.Agent.Jobs;
using Reconciler.Reconciliation.Status;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing.Sites;
using Reconciler.Web.Hosting;

namespace Reconciler.Web.Tests.Metrics;

/// <summary>Runs of a real site, and a collector that reads what is sent.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Canary = "canarySecret5f2b61";

    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_IsATrace_WithItsStages_AndNoSecret(bool isHttp)
    {
        await using var listener = await OtlpListener.StartAsync(isHttp);
        var good = _site.Repository.Commit($"Give one a secret {Guid.NewGuid()}", ("extensions/canary.yaml", $"extension: 199\nsecret: {{ value: {Canary} }}\n")).ToString();
        await SendAsync(listener, isHttp, _site.RunAsync);
        var bad = _site.Repository.Commit($"Break it {Guid.NewGuid()}", ("site.yaml", "name: [\n")).ToString();
        await SendAsync(listener, isHttp, _site.RunAsync);

        var (run, stages) = Trace(listener, good);
        Assert.Equal("applied", run.Attributes["reconciler.result"]);
        Assert.False(run.IsError);
        Assert.All(stages, stage => Assert.False(stage.IsError));
        Assert.Subset(stages.Select(s => s.Name).ToHashSet(StringComparer.Ordinal), new HashSet<string>(["recovery", "fetch", "head", "record"], StringComparer.Ordinal));
        Assert.Subset(
            listener.Spans.Where(s => s.Parent == stages.Single(h => h.Name == "head").Id).Select(s => s.Name).ToHashSet(StringComparer.Ordinal),
            new HashSet<string>(["read", "render", "guard", "staging", "activation", "publication"], StringComparer.Ordinal));
        var (refused, refusing) = Trace(listener, bad);
        Assert.True(refused.IsError);
        Assert.Contains(refusing, stage => stage.IsError);
        Assert.DoesNotContain(listener.Spans, s => s.Message.Contains(Canary, StringComparison.Ordinal) || s.Attributes.Values.Any(v => v.Contains(Canary, StringComparison.Ordinal)));
        Assert.Empty(listener.Strange);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Metrics_GoToTheSameCollector(bool isHttp)
    {
        await using var listener = await OtlpListener.StartAsync(isHttp);

        await SendAsync(listener, isHttp, _site.RunAsync);

        Assert.Subset(listener.Metrics.ToHashSet(StringComparer.Ordinal), new HashSet<string>(["reconciler.reconcile", "reconciler.reconcile.duration", "reconciler.git.fetch"], StringComparer.Ordinal));
        Assert.Empty(listener.Strange);
    }

    [Fact]
    public void Nothing_IsSent_WhereNobodyAsksForIt()
    {
        var services = new ServiceCollection();

        Telemetry.Add(services, otlp: null, endpoint: null);

        Assert.Empty(services);
    }

    private static async Task SendAsync(OtlpListener listener, bool isHttp, Func<Task<RunOutcome>> run)
    {
        var services = new ServiceCollection().AddLogging();
        Telemetry.Add(services, new OtlpSettings(listener.Address, isHttp), endpoint: null);
        await using var provider = services.BuildServiceProvider();
        var (traces, metrics) = (provider.GetRequiredService<TracerProvider>(), provider.GetRequiredService<MeterProvider>());
        using var meter = new RunMeter();

        meter.Count(await run(), isPoll: true, TimeSpan.FromSeconds(1));

        Assert.True(traces.ForceFlush());
        Assert.True(metrics.ForceFlush());
    }

    /// <summary>Sites of other tests are heard too.</summary>
    private static (OtlpSpan Run, OtlpSpan[] Stages) Trace(OtlpListener listener, string commit)
    {
        var run = listener.Spans.Single(s => s.Name == "reconcile" && s.Attributes.GetValueOrDefault("vcs.ref.head.revision") == commit);
        Assert.Empty(run.Parent);
        return (run, [.. listener.Spans.Where(s => s.Parent == run.Id)]);
    }
}
