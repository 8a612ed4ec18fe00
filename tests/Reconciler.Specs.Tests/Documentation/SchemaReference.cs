using System.Text;
using System.Text.Json;

namespace Reconciler.Specs.Tests.Documentation;

/// <summary>A schema as a page for people: every key with what it takes, what it means and an example, keys within keys by their path.</summary>
internal sealed class SchemaReference
{
    private const int DeepestKey = 5;

    private readonly JsonElement _schema;
    private readonly StringBuilder _page = new();

    private SchemaReference(JsonElement schema) => _schema = schema;

    /// <summary>The page of <c>schema/NAME.schema.json</c>.</summary>
    public static string Of(string schemaFile)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(schemaFile));
        var reference = new SchemaReference(document.RootElement);
        reference.Write();
        return reference._page.ToString();
    }

    private void Write()
    {
        _page.Append($"# {Text(_schema, "title")}\n\n{Text(_schema, "description")}\n\n| key | takes | meaning | example |\n| --- | --- | --- | --- |\n");
        WriteKeys(_schema, "", depth: 0, []);
    }

    private void WriteKeys(JsonElement schema, string prefix, int depth, HashSet<string> within)
    {
        var isTop = prefix.Length == 0;
        foreach (var form in Forms(schema, within))
        {
            var required = form.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
            if (form.TryGetProperty("properties", out var properties))
            {
                foreach (var property in properties.EnumerateObject())
                {
                    WriteKey(prefix + property.Name, property.Value, required.Contains(property.Name), depth, within);
                }
            }

            if (!isTop && form.TryGetProperty("items", out var items))
            {
                WriteKeys(items, prefix.TrimEnd('.') + "[].", depth, within);
            }
        }
    }

    private void WriteKey(string path, JsonElement schema, bool isRequired, int depth, HashSet<string> within)
    {
        var row = $"| `{path}` | {Cell(Takes(schema))}{(isRequired ? " **(required)**" : "")} | {Cell(First(schema, "description"))} | {Example(schema)} |\n";
        _page.Append(row);
        if (depth < DeepestKey)
        {
            WriteKeys(schema, path + ".", depth + 1, within);
        }
    }

    /// <summary>The schema's own forms: itself, what it refers to, and each of its choices; one that it stands within already is left out.</summary>
    private IEnumerable<JsonElement> Forms(JsonElement schema, HashSet<string> within)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!;
            if (within.Contains(name))
            {
                yield break;
            }

            within.Add(name);
            foreach (var form in Forms(Resolve(name), within))
            {
                yield return form;
            }

            within.Remove(name);
            yield break;
        }

        yield return schema;
        foreach (var choice in Choices(schema))
        {
            foreach (var form in Forms(choice, within))
            {
                yield return form;
            }
        }
    }

    private static IEnumerable<JsonElement> Choices(JsonElement schema) =>
        new[] { "allOf", "oneOf", "anyOf" }.SelectMany(word => schema.TryGetProperty(word, out var list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>());

    private string Takes(JsonElement schema)
    {
        if (First(schema, "title") is { Length: > 0 } title && !schema.TryGetProperty("oneOf", out _))
        {
            return title;
        }

        var words = Forms(schema, []).SelectMany(Describe).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", or ", words);
    }

    private IEnumerable<string> Describe(JsonElement form)
    {
        if (form.TryGetProperty("enum", out var values))
        {
            return values.EnumerateArray().Select(v => v.ToString());
        }

        if (form.TryGetProperty("title", out var title))
        {
            return [title.GetString()!];
        }

        return form.TryGetProperty("type", out var type) ? [(type.ValueKind == JsonValueKind.Array ? string.Join(" or ", type.EnumerateArray().Select(t => t.GetString())) : type.GetString()!) switch
        {
            "integer" => form.TryGetProperty("minimum", out var least) && form.TryGetProperty("maximum", out var most) ? $"a whole number from {least} to {most}" : "a whole number",
            "object" => "keys of its own",
            "array" => "a list",
            "boolean" => "true or false",
            var other => other,
        }] : [];
    }

    /// <summary>The nearest one: of the key itself, else of what it refers to.</summary>
    private string First(JsonElement schema, string word) =>
        Text(schema, word) is { Length: > 0 } own ? own
        : schema.TryGetProperty("$ref", out var reference) ? First(Resolve(reference.GetString()!), word)
        : schema.TryGetProperty("allOf", out var all) ? First(all[0], word)
        : "";

    private string Example(JsonElement schema)
    {
        if (schema.TryGetProperty("examples", out var examples) && examples.GetArrayLength() > 0)
        {
            return $"`{examples[0].GetRawText().ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)}`".Replace("  ", "", StringComparison.Ordinal);
        }

        return schema.TryGetProperty("$ref", out var reference) ? Example(Resolve(reference.GetString()!))
            : schema.TryGetProperty("allOf", out var all) ? Example(all[0])
            : "";
    }

    private JsonElement Resolve(string reference) => _schema.GetProperty("definitions").GetProperty(reference.Split('/')[^1]);

    private static string Text(JsonElement schema, string word) => schema.TryGetProperty(word, out var text) ? text.GetString()! : "";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ').Replace("<", "&lt;", StringComparison.Ordinal);
}
