using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Planning;

/// <summary>Writes a plan as JSON, in the form of schema/plan.schema.json.</summary>
public static class PlanJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, PlanDocument document)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(document);
        using var json = new Utf8JsonWriter(stream, Options);
        var plan = document.Plan;
        json.WriteStartObject();
        json.WriteString("base", plan.Base?.ToString());
        json.WriteString("head", plan.Head?.ToString());
        json.WriteString("version", document.Version);
        json.WriteString("hash", plan.Hash.ToString());
        WriteSummary(json, PlanSummary.CountsOf(plan));
        json.WritePropertyName("diagnostics");
        DiagnosticJson.WriteArray(json, document.Diagnostics);
        WritePhones(json, plan.Phones);
        WriteObjects(json, "extensions", plan.Extensions, (writer, id) => writer.WriteString("extension", id));
        WriteObjects(json, "groups", plan.Groups, (writer, id) => writer.WriteString("group", id));
        WriteObjects(json, "routes", plan.Routes, WriteRouteId);
        WriteChanges(json, "site", "field", plan.Site);
        WriteArtifacts(json, plan.Artifacts);
        WriteTexts(json, "reloads", plan.Reloads.Select(m => m.Name));
        WriteTexts(json, "resyncs", plan.Resyncs.Select(m => m.ToString()));
        WriteGuard(json, document.Guard);
        json.WriteEndObject();
    }

    /// <summary>The same as text, with a line break at the end.</summary>
    public static string ToText(PlanDocument document)
    {
        using var stream = new MemoryStream();
        Write(stream, document);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>A verb as every output writes it.</summary>
    internal static string Name(PlanVerb verb) => verb switch
    {
        PlanVerb.Add => "add",
        PlanVerb.Change => "change",
        PlanVerb.Remove => "remove",
        _ => "replace",
    };

    internal static string Name(PhoneEffect effect) => effect switch
    {
        PhoneEffect.Resync => "resync",
        PhoneEffect.Reboot => "reboot",
        _ => "cannot-call-until-resync",
    };

    private static void WriteSummary(Utf8JsonWriter json, ImmutableArray<PlanCount> counts)
    {
        json.WriteStartObject("summary");
        foreach (var count in counts)
        {
            json.WriteStartObject(count.What);
            json.WriteNumber("add", count.Added);
            json.WriteNumber("change", count.Changed);
            json.WriteNumber("remove", count.Removed);
            json.WriteNumber("replace", count.Replaced);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WritePhones(Utf8JsonWriter json, ImmutableArray<PhoneChange> phones)
    {
        json.WriteStartArray("phones");
        foreach (var phone in phones)
        {
            json.WriteStartObject();
            json.WriteString("mac", phone.Mac.ToString());
            json.WriteString("model", phone.Model.Name);
            json.WriteString("verb", Name(phone.Verb));
            json.WriteString("replaces", phone.Replaces?.ToString());
            WriteChanges(json, "changes", "parameter", phone.Changes);
            WriteTexts(json, "effects", phone.Effects.Select(Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObjects(Utf8JsonWriter json, string array, ImmutableArray<ObjectChange> objects, Action<Utf8JsonWriter, string> writeId)
    {
        json.WriteStartArray(array);
        foreach (var change in objects)
        {
            json.WriteStartObject();
            writeId(json, change.Id);
            json.WriteString("verb", Name(change.Verb));
            WriteChanges(json, "changes", "field", change.Changes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRouteId(Utf8JsonWriter json, string id)
    {
        var at = id.IndexOf('@', StringComparison.Ordinal);
        json.WriteString("did", id[..at]);
        json.WriteString("context", id[(at + 1)..]);
    }

    private static void WriteChanges(Utf8JsonWriter json, string array, string name, ImmutableArray<ValueChange> changes)
    {
        json.WriteStartArray(array);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString(name, change.Name);
            json.WriteString("from", change.From);
            json.WriteString("to", change.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteArtifacts(Utf8JsonWriter json, ImmutableArray<ArtifactChange> artifacts)
    {
        json.WriteStartArray("artifacts");
        foreach (var artifact in artifacts)
        {
            json.WriteStartObject();
            json.WriteString("target", artifact.Target switch
            {
                ArtifactTarget.Served => "served",
                ArtifactTarget.Asterisk => "asterisk",
                _ => "dhcp",
            });
            json.WriteString("path", artifact.Path);
            json.WriteString("verb", Name(artifact.Verb));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGuard(Utf8JsonWriter json, GuardVerdict? verdict)
    {
        if (verdict is null)
        {
            json.WriteNull("guard");
            return;
        }

        json.WriteStartObject("guard");
        json.WriteBoolean("allowed", verdict.Allowed);
        WriteTexts(json, "reasons", verdict.Reasons);
        json.WriteStartObject("thresholds");
        json.WriteNumber("maxRemoved", verdict.Thresholds.MaxRemoved);
        json.WriteNumber("minimumFleet", verdict.Thresholds.MinimumFleet);
        json.WriteEndObject();
        json.WriteString("approvedBy", verdict.ApprovedBy);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string array, IEnumerable<string> texts)
    {
        json.WriteStartArray(array);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
