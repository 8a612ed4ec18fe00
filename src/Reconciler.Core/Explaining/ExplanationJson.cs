using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Explaining;

/// <summary>The JSON of <c>explain</c>; its schema is schema/explain.schema.json.</summary>
public static partial class ExplanationJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="subject">The subject as it was asked for.</param>
    /// <param name="reading">The specs.</param>
    /// <param name="explanation">Null: the specs are invalid.</param>
    public static string ToText(string subject, FleetReading reading, Explanation? explanation)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("result", explanation is null ? "invalid" : "explained");
            json.WriteString("subject", subject);
            json.WriteString("commit", reading.Fleet?.Commit?.ToString());
            json.WriteString("missingHistory", explanation?.MissingHistory);
            json.WritePropertyName("diagnostics");
            DiagnosticJson.WriteArray(json, reading.Diagnostics);
            WritePhone(json, explanation?.Phone);
            WriteExtension(json, explanation?.Extension);
            json.WriteStartArray("calls");
            foreach (var call in explanation?.Calls ?? [])
            {
                json.WriteStartObject();
                json.WriteString("number", call.Number);
                json.WriteString("context", call.Context);
                WriteNode(json, "call", call.Call);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void WritePhone(Utf8JsonWriter json, PhoneExplanation? phone)
    {
        if (phone is null)
        {
            json.WriteNull("phone");
            return;
        }

        json.WriteStartObject("phone");
        json.WriteString("mac", phone.Mac.ToString());
        json.WriteString("model", phone.Model.Name);
        json.WriteString("title", phone.Title);
        WriteSource(json, phone.Source);
        json.WriteStartArray("profiles");
        foreach (var profile in phone.Profiles)
        {
            json.WriteStringValue(profile);
        }

        json.WriteEndArray();
        WriteValues(json, phone.Values);
        json.WriteEndObject();
    }

    private static void WriteExtension(Utf8JsonWriter json, ExtensionExplanation? extension)
    {
        if (extension is null)
        {
            json.WriteNull("extension");
            return;
        }

        json.WriteStartObject("extension");
        json.WriteString("extension", extension.Number.ToString());
        json.WriteString("title", extension.Title);
        WriteSource(json, extension.Source);
        json.WriteStartArray("phones");
        foreach (var carrier in extension.Carriers)
        {
            json.WriteStartObject();
            json.WriteString("mac", carrier.Mac.ToString());
            json.WriteString("title", carrier.Title);
            json.WriteNumber("registration", carrier.Registration);
            json.WriteStartArray("keys");
            foreach (var key in carrier.Keys)
            {
                json.WriteNumberValue(key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNode(json, "call", extension.Call);
        WriteValues(json, extension.Values);
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, ImmutableArray<ExplainedValue> values)
    {
        json.WriteStartArray("values");
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString("section", value.Section);
            json.WriteString("name", value.Name);
            json.WriteString("value", value.Value);
            json.WriteString("key", value.Key);
            WriteSource(json, value.Source);
            json.WriteStartArray("overridden");
            foreach (var lost in value.Overridden)
            {
                json.WriteStartObject();
                json.WriteString("value", lost.Value);
                WriteSource(json, lost.Source);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
