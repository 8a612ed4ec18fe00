using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Reconciler.Web.Tests.Metrics;

/// <summary>A collector that reads what it is sent by OTLP 1.x, over HTTP or over gRPC.</summary>
internal sealed class OtlpListener : IAsyncDisposable
{
    private const int FrameHead = 5;

    private readonly bool _isHttp;
    private readonly WebApplication _application;

    private OtlpListener(bool isHttp)
    {
        _isHttp = isHttp;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l => l.Protocols = isHttp ? HttpProtocols.Http1 : HttpProtocols.Http2));
        _application = builder.Build();
        _application.Run(TakeAsync);
    }

    public Uri Address => new(_application.Urls.First());

    public ConcurrentQueue<OtlpSpan> Spans { get; } = new();

    /// <summary>Names of metrics.</summary>
    public ConcurrentQueue<string> Metrics { get; } = new();

    /// <summary>Requests that are none of the protocol.</summary>
    public ConcurrentQueue<string> Strange { get; } = new();

    public static async Task<OtlpListener> StartAsync(bool isHttp)
    {
        var listener = new OtlpListener(isHttp);
        await listener._application.StartAsync(TestContext.Current.CancellationToken);
        return listener;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        var call = $"{context.Request.Method} {context.Request.Path} {context.Request.ContentType}";
        switch (call)
        {
            case "POST /v1/traces application/x-protobuf" when _isHttp:
                ReadTraces(bytes);
                break;
            case "POST /v1/metrics application/x-protobuf" when _isHttp:
                ReadMetrics(bytes);
                break;
            case "POST /opentelemetry.proto.collector.trace.v1.TraceService/Export application/grpc" when !_isHttp:
                ReadTraces(Unframed(bytes));
                break;
            case "POST /opentelemetry.proto.collector.metrics.v1.MetricsService/Export application/grpc" when !_isHttp:
                ReadMetrics(Unframed(bytes));
                break;
            default:
                Strange.Enqueue(call);
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
        }

        context.Response.ContentType = context.Request.ContentType;
        if (!_isHttp)
        {
            // An empty answer in a frame of its own.
            await context.Response.Body.WriteAsync(new byte[FrameHead]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }

    private static byte[] Unframed(byte[] frame)
    {
        Assert.Equal(0, frame[0]);
        Assert.Equal(frame.Length - FrameHead, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)));
        return frame[FrameHead..];
    }

    // Field numbers of opentelemetry/proto: collector/trace/v1/trace_service.proto and trace/v1/trace.proto, and their siblings for metrics.
    private void ReadTraces(byte[] request)
    {
        foreach (var span in Messages(request, 1).SelectMany(resource => Messages(resource, 2)).SelectMany(scope => Messages(scope, 2)))
        {
            Spans.Enqueue(OtlpSpan.Read(span));
        }
    }

    private void ReadMetrics(byte[] request)
    {
        foreach (var metric in Messages(request, 1).SelectMany(resource => Messages(resource, 2)).SelectMany(scope => Messages(scope, 2)))
        {
            Metrics.Enqueue(Messages(metric, 1).Select(System.Text.Encoding.UTF8.GetString).Single());
        }
    }

    /// <summary>The length-delimited fields of that number in a message.</summary>
    public static IEnumerable<byte[]> Messages(byte[] message, int field)
    {
        var found = new List<byte[]>();
        using var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }

    /// <summary>A number in a message; 0 where it is not there.</summary>
    public static long Number(byte[] message, int field)
    {
        using var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint)
            {
                return input.ReadInt64();
            }

            input.SkipLastField();
        }

        return 0;
    }
}
