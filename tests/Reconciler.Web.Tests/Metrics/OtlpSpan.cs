using System.Globalization;
using System.Text;

namespace Reconciler.Web.Tests.Metrics;

/// <summary>A span as it is sent.</summary>
internal sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, bool IsError, string Message, IReadOnlyDictionary<string, string> Attributes)
{
    private const int Error = 2;

    /// <summary>Reads a Span of opentelemetry/proto/trace/v1/trace.proto.</summary>
    public static OtlpSpan Read(byte[] span)
    {
        var status = OtlpListener.Messages(span, 15).FirstOrDefault() ?? [];
        return new OtlpSpan(
            Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5), OtlpListener.Number(status, 3) == Error, Text(status, 2),
            OtlpListener.Messages(span, 9).ToDictionary(pair => Text(pair, 1), pair => Value(OtlpListener.Messages(pair, 2).Single()), StringComparer.Ordinal));
    }

    private static string Value(byte[] value) => OtlpListener.Messages(value, 1).Any() ? Text(value, 1) : OtlpListener.Number(value, 3).ToString(CultureInfo.InvariantCulture);

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(OtlpListener.Messages(message, field).FirstOrDefault() ?? []);

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(OtlpListener.Messages(message, field).FirstOrDefault() ?? []);
}
