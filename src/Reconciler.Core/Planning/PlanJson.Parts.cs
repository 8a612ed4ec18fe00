using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Rendering;

namespace Reconciler.Core.Planning;

/// <content>The parts that know no story: counts, changed values, files and the guard's verdict.</content>
public static partial class PlanJson
{
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

    private static void WriteArtifacts(Utf8JsonWriter json, ImmutableArray<ArtifactChange> artifacts, ImmutableArray<ArtifactDiff>? diffs)
    {
        json.WriteStartArray("artifacts");
        for (var i = 0; i < artifacts.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("target", ArtifactDiff.NameOf(artifacts[i].Target));
            json.WriteString("path", artifacts[i].Path);
            json.WriteString("verb", Name(artifacts[i].Verb));
            if (diffs is { } texts)
            {
                json.WriteString("diff", texts[i].Text);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTimetable(Utf8JsonWriter json, PlanTimetable? timetable)
    {
        if (timetable is null)
        {
            json.WriteNull("rollout");
            return;
        }

        json.WriteStartObject("rollout");
        json.WriteStartArray("waves");
        foreach (var wave in timetable.Waves)
        {
            json.WriteStartObject();
            json.WriteNumber("phones", wave.Phones);
            json.WriteBoolean("restarts", wave.Restarts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (timetable.Window is { } window)
        {
            json.WriteStartObject("window");
            json.WriteString("name", window.Window?.Name);
            json.WriteBoolean("open", window.IsOpen);
            json.WriteString("until", window.Until?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("window");
        }

        json.WriteEndObject();
    }

    private static void WriteGuard(Utf8JsonWriter json, GuardVerdict? verdict, Plan? plan)
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
        json.WriteString("trailer", verdict.Allowed || plan is null ? null : ApprovalTrailers.For(plan));
        json.WriteEndObject();
    }

    /// <summary>Only where a host was asked: a plan of two revisions is the same everywhere.</summary>
    private static void WriteHostChanges(Utf8JsonWriter json, ImmutableArray<(HostChange Change, bool Waits)>? changes)
    {
        if (changes is null)
        {
            return;
        }

        json.WriteStartArray("hostChanges");
        foreach (var (change, waits) in changes)
        {
            json.WriteStartObject();
            json.WriteString("hash", change.Hash.ToString());
            WriteTexts(json, "causes", change.Causes);
            json.WriteString("effect", change.Effect);
            json.WriteNumber("passwords", change.Passwords);
            json.WriteNumber("profiles", change.Profiles);
            json.WriteNumber("phones", change.Phones);
            json.WriteBoolean("waits", waits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
