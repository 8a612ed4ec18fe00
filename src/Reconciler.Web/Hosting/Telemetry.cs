using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Reconciler.Agent.Jobs;
using Reconciler.Reconciliation.Stages;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Web.Hosting;

/// <summary>Sends metrics and traces by OTLP, where the agent's file or the variables that OpenTelemetry made common ask for it.</summary>
internal static class Telemetry
{
    /// <summary>Read by the exporter itself, with the others of its kind.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <param name="services">The host's.</param>
    /// <param name="otlp">As the agent's file has it; null: it says nothing.</param>
    /// <param name="endpoint">As the environment has it; null: it says nothing.</param>
    public static void Add(IServiceCollection services, OtlpSettings? otlp, string? endpoint)
    {
        if (otlp is null && string.IsNullOrEmpty(endpoint))
        {
            return;
        }

        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("reconciler", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter(RunMeter.Name).AddOtlpExporter(options => Configure(options, otlp, "v1/metrics")))
            .WithTracing(traces => traces.AddSource(RunTrace.Name).AddOtlpExporter(options => Configure(options, otlp, "v1/traces")));
    }

    private static void Configure(OtlpExporterOptions options, OtlpSettings? otlp, string path)
    {
        if (otlp is null)
        {
            return;
        }

        options.Protocol = otlp.IsHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        // The exporter adds the path only to an address of the environment.
        options.Endpoint = otlp.IsHttp ? new Uri(otlp.Endpoint.AbsoluteUri.TrimEnd('/') + '/' + path) : otlp.Endpoint;
    }
}
