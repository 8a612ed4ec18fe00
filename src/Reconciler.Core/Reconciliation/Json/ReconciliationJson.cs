using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Core.Reconciliation.Json;

/// <summary>How state and status are written as JSON: camel case, enums by name, nothing escaped that UTF-8 can hold.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(CommitIdConverter), typeof(DigestConverter), typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ReconcileState))]
[JsonSerializable(typeof(StatusRecord))]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class ReconciliationJson : JsonSerializerContext
{
    /// <summary>For people: indented.</summary>
    public static ReconciliationJson Readable { get; } = new(Format(indented: true));

    /// <summary>For logs: one line.</summary>
    public static ReconciliationJson OneLine { get; } = new(Format(indented: false));

    private static JsonSerializerOptions Format(bool indented) => new(Default.Options)
    {
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
