using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Planning;

/// <summary>Writes a plan as JSON, in the form of schema/plan.schema.json.</summary>
public static partial class PlanJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, PlanDocument document)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(document);
        using var json = new Utf8JsonWriter(stream, Options);
        var plan = document.Plan;
        json.WriteStartObject();
        json.WriteString("result", Name(document.Result));
        json.WriteString("note", document.Note);
        json.WriteString("base", (plan?.Base ?? document.Base)?.ToString());
        json.WriteString("head", (plan?.Head ?? document.Head)?.ToString());
        json.WriteString("version", document.Version);
        json.WriteString("hash", plan?.Hash.ToString());
        WriteSummary(json, plan is null ? [] : PlanCount.AllOf(plan));
        WriteTexts(json, "effects", document.Story?.Effects ?? []);
        json.WritePropertyName("diagnostics");
        DiagnosticJson.WriteArray(json, document.Diagnostics);
        WritePhones(json, plan?.Phones ?? [], document.Story);
        WriteObjects(json, "extensions", plan?.Extensions ?? [], document.Story?.Extensions, (writer, id) => writer.WriteString("extension", id));
        WriteObjects(json, "groups", plan?.Groups ?? [], document.Story?.Groups, (writer, id) => writer.WriteString("group", id));
        WriteObjects(json, "routes", plan?.Routes ?? [], document.Story?.Routes, WriteRouteId);
        WriteChanges(json, "site", "field", plan?.Site ?? []);
        WriteConsequences(json, document.Story);
        WriteArtifacts(json, plan?.Artifacts ?? [], document.Diffs);
        WriteTexts(json, "reloads", (plan?.Reloads ?? []).Select(m => m.Name));
        WriteTexts(json, "resyncs", (plan?.Resyncs ?? []).Select(m => m.ToString()));
        WriteTimetable(json, document.Timetable);
        WriteGuard(json, document.Guard, plan);
        WriteHostChanges(json, document.HostChanges);
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
        PhoneEffect.Reregister => "re-register",
        PhoneEffect.Reboot => "reboot",
        _ => "cannot-call-until-resync",
    };

    private static string Name(PlanResult result) => result switch
    {
        PlanResult.Planned => "planned",
        PlanResult.Invalid => "invalid",
        _ => "no-base",
    };

    private static void WritePhones(Utf8JsonWriter json, ImmutableArray<PhoneChange> phones, PlanStory? story)
    {
        json.WriteStartArray("phones");
        for (var i = 0; i < phones.Length; i++)
        {
            var phone = phones[i];
            json.WriteStartObject();
            json.WriteString("mac", phone.Mac.ToString());
            json.WriteString("model", phone.Model.Name);
            json.WriteString("title", story?.Phones[i].Title);
            json.WriteString("verb", Name(phone.Verb));
            json.WriteString("replaces", phone.Replaces?.ToString());
            WriteTexts(json, "meaning", story?.Phones[i].Lines ?? []);
            WriteChanges(json, "changes", "parameter", phone.Changes);
            WriteTexts(json, "effects", phone.Effects.Select(Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObjects(
        Utf8JsonWriter json, string array, ImmutableArray<ObjectChange> objects, ImmutableArray<StoryEntry>? story, Action<Utf8JsonWriter, string> writeId)
    {
        var told = (story ?? []).ToDictionary(e => e.Id, StringComparer.Ordinal);
        json.WriteStartArray(array);
        foreach (var change in objects)
        {
            json.WriteStartObject();
            writeId(json, change.Id);
            json.WriteString("verb", Name(change.Verb));
            WriteTexts(json, "meaning", told.TryGetValue(change.Id, out var entry) ? entry.Lines : []);
            WriteChanges(json, "changes", "field", change.Changes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Objects that change their ways without an edit of their own.</summary>
    private static void WriteConsequences(Utf8JsonWriter json, PlanStory? story)
    {
        json.WriteStartArray("consequences");
        foreach (var (kind, entries) in new[] { ("extension", story?.Extensions ?? []), ("group", story?.Groups ?? []), ("route", story?.Routes ?? []) })
        {
            foreach (var entry in entries.Where(e => e.IsConsequence))
            {
                json.WriteStartObject();
                json.WriteString("kind", kind);
                json.WriteString("id", entry.Id);
                WriteTexts(json, "meaning", entry.Lines);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
