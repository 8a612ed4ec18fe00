using System.Text.Json;
using NJsonSchema;

namespace Reconciler.Specs.Schemas;

/// <summary>
/// Makes the library's schema from a schema file, for the keywords that our schemas use and no other. The library's own reader goes by reflection over
/// its whole model, which is a third of the time of a run that finds nothing new.
/// </summary>
internal sealed class SchemaBuilder
{
    private const string DefinitionPrefix = "#/definitions/";

    private readonly Dictionary<string, JsonSchema> _definitions = new(StringComparer.Ordinal);

    private SchemaBuilder()
    {
    }

    /// <summary>The schema; a keyword or a reference that is not one of ours is a mistake in the file, and thrown.</summary>
    public static JsonSchema Build(string text)
    {
        using var document = JsonDocument.Parse(text);
        var builder = new SchemaBuilder();
        var root = new JsonSchema();
        if (document.RootElement.TryGetProperty("definitions", out var definitions))
        {
            foreach (var definition in definitions.EnumerateObject())
            {
                root.Definitions[definition.Name] = builder._definitions[definition.Name] = new JsonSchema();
            }

            foreach (var definition in definitions.EnumerateObject())
            {
                builder.Fill(builder._definitions[definition.Name], definition.Value);
            }
        }

        return builder.Fill(root, document.RootElement);
    }

    private T Fill<T>(T schema, JsonElement source)
        where T : JsonSchema
    {
        foreach (var keyword in source.EnumerateObject())
        {
            if (!Text(schema, keyword) && !Bound(schema, keyword) && !Children(schema, keyword))
            {
                throw new InvalidOperationException($"The keyword {keyword.Name} is not one that schemas may use.");
            }
        }

        return schema;
    }

    private bool Text(JsonSchema schema, JsonProperty keyword)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "$schema":
                schema.SchemaVersion = value.GetString()!;
                break;
            case "title":
                schema.Title = value.GetString();
                break;
            case "description":
                schema.Description = value.GetString();
                break;
            case "$ref":
                schema.Reference = _definitions[value.GetString()![DefinitionPrefix.Length..]];
                break;
            case "type":
                schema.Type = value.ValueKind == JsonValueKind.Array
                    ? value.EnumerateArray().Aggregate(JsonObjectType.None, (types, type) => types | TypeOf(type))
                    : TypeOf(value);
                break;
            case "pattern":
                schema.Pattern = value.GetString();
                break;
            case "enum":
                value.EnumerateArray().ToList().ForEach(e => schema.Enumeration.Add(ScalarOf(e)));
                break;
            case "required":
                value.EnumerateArray().ToList().ForEach(e => schema.RequiredProperties.Add(e.GetString()!));
                break;
            default:
                // Examples are for editors, and the definitions are filled in already.
                return keyword.Name is "examples" or "definitions";
        }

        return true;
    }

    private static bool Bound(JsonSchema schema, JsonProperty keyword)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "minimum":
                schema.Minimum = value.GetDecimal();
                break;
            case "maximum":
                schema.Maximum = value.GetDecimal();
                break;
            case "minItems":
                schema.MinItems = value.GetInt32();
                break;
            case "maxItems":
                schema.MaxItems = value.GetInt32();
                break;
            case "uniqueItems":
                schema.UniqueItems = value.GetBoolean();
                break;
            case "additionalProperties" when value.ValueKind == JsonValueKind.False:
                schema.AllowAdditionalProperties = false;
                break;
            default:
                return false;
        }

        return true;
    }

    private bool Children(JsonSchema schema, JsonProperty keyword)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "properties":
                value.EnumerateObject().ToList().ForEach(p => schema.Properties[p.Name] = Fill(new JsonSchemaProperty(), p.Value));
                break;
            case "patternProperties":
                value.EnumerateObject().ToList().ForEach(p => schema.PatternProperties[p.Name] = Fill(new JsonSchemaProperty(), p.Value));
                break;
            case "items":
                schema.Item = Fill(new JsonSchema(), value);
                break;
            case "not":
                schema.Not = Fill(new JsonSchema(), value);
                break;
            case "oneOf":
                value.EnumerateArray().ToList().ForEach(s => schema.OneOf.Add(Fill(new JsonSchema(), s)));
                break;
            case "allOf":
                value.EnumerateArray().ToList().ForEach(s => schema.AllOf.Add(Fill(new JsonSchema(), s)));
                break;
            default:
                return false;
        }

        return true;
    }

    private static JsonObjectType TypeOf(JsonElement name) => name.GetString() switch
    {
        "array" => JsonObjectType.Array,
        "boolean" => JsonObjectType.Boolean,
        "integer" => JsonObjectType.Integer,
        "null" => JsonObjectType.Null,
        "number" => JsonObjectType.Number,
        "object" => JsonObjectType.Object,
        "string" => JsonObjectType.String,
        var other => throw new InvalidOperationException($"The type {other} is not one of JSON's."),
    };

    private static object? ScalarOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Null => null,
        _ => value.GetString(),
    };
}
