using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Host.Json;

namespace Reconciler.Reconciliation.Status;

/// <summary>How state and status are written as JSON: camel case, enums by name, nothing escaped that UTF-8 can hold.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CommitIdConverter), typeof(DigestConverter), typeof(UtcTimeConverter), typeof(MacAddressConverter)])]
[JsonSerializable(typeof(ReconcileState))]
[JsonSerializable(typeof(StatusRecord))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RunAttempt))]
internal sealed partial class ReconciliationJson : JsonSerializerContext
{
    /// <summary>For people: indented.</summary>
    public static ReconciliationJson Readable => Formats.Readable;

    /// <summary>For logs: one line.</summary>
    public static ReconciliationJson OneLine => Formats.OneLine;

    // A type of its own: the generated Default must be there before its options are copied.
    private static class Formats
    {
        public static readonly ReconciliationJson Readable = Format(indented: true);
        public static readonly ReconciliationJson OneLine = Format(indented: false);

        private static ReconciliationJson Format(bool indented) => new(new JsonSerializerOptions(Default.Options)
        {
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
