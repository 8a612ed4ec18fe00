using System.Globalization;
using System.Text.Json;

namespace Reconciler.Core.Explaining;

/// <content>The parts that phones, extensions and calls share: where something is said, and the steps of a call.</content>
public static partial class ExplanationJson
{
    private static void WriteSource(Utf8JsonWriter json, ValueSource? source)
    {
        if (source is null)
        {
            json.WriteNull("source");
            return;
        }

        json.WriteStartObject("source");
        json.WriteString("file", source.Place.File);
        json.WriteNumber("line", source.Place.Line);
        json.WriteNumber("column", source.Place.Column);
        json.WriteString("spec", source.Spec);
        WriteTouch(json, source.Touch);
        json.WriteEndObject();
    }

    private static void WriteTouch(Utf8JsonWriter json, LineTouch? touch)
    {
        if (touch is null)
        {
            json.WriteNull("touched");
            return;
        }

        json.WriteStartObject("touched");
        json.WriteBoolean("committed", touch.Commit is not null);
        json.WriteString("commit", touch.Commit?.Id.ToString());
        json.WriteBoolean("orEarlier", touch.OrEarlier);
        json.WriteString("author", touch.Commit?.Author);
        json.WriteString("time", touch.Commit?.When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("subject", touch.Subject);
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, string? name, CallNode node)
    {
        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(node.Kind.ToString()));
        json.WriteString("target", node.Target);
        if (node.Time is { } time)
        {
            json.WriteNumber("seconds", (long)time.TotalSeconds);
        }
        else
        {
            json.WriteNull("seconds");
        }

        json.WriteString("meaning", node.Text);
        WriteSource(json, node.Source);
        json.WriteStartArray("steps");
        foreach (var child in node.Children)
        {
            WriteNode(json, null, child);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
