using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reconciler.Specs.Schemas;

/// <summary>Makes a shape from a schema file, for the keywords that our schemas use and no other.</summary>
internal sealed class SchemaShapeReader
{
    private const string DefinitionPrefix = "#/definitions/";

    private readonly Dictionary<string, SchemaShape> _definitions = new(StringComparer.Ordinal);

    private SchemaShapeReader()
    {
    }

    /// <summary>The shape of one document: where the file may also hold a list, the definition of that name. A keyword or a reference that is not one of ours is a mistake in the file, and thrown.</summary>
    public static SchemaShape Read(string text, string name)
    {
        using var document = JsonDocument.Parse(text);
        var reader = new SchemaShapeReader();
        if (document.RootElement.TryGetProperty("definitions", out var definitions))
        {
            foreach (var definition in definitions.EnumerateObject())
            {
                reader._definitions[definition.Name] = new SchemaShape();
            }

            foreach (var definition in definitions.EnumerateObject())
            {
                reader.Fill(reader._definitions[definition.Name], definition.Value);
            }
        }

        var root = reader.Fill(new SchemaShape(), document.RootElement);
        return reader._definitions.GetValueOrDefault(name) ?? root;
    }

    private SchemaShape Make(JsonElement source) => Fill(new SchemaShape(), source);

    private SchemaShape Fill(SchemaShape shape, JsonElement source)
    {
        foreach (var keyword in source.EnumerateObject())
        {
            if (!Scalar(shape, keyword.Name, keyword.Value) && !List(shape, keyword.Name, keyword.Value) && !Children(shape, keyword.Name, keyword.Value))
            {
                throw new InvalidOperationException($"The keyword {keyword.Name} is not one that schemas may use.");
            }
        }

        return shape;
    }

    private static bool Scalar(SchemaShape shape, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "$schema" or "title" or "description" or "examples" or "definitions":
                return true;
            case "type":
                shape.Types = TypesOf(value);
                return true;
            case "enum":
                shape.Values = [.. value.EnumerateArray().Select(v => v.ToString())];
                return true;
            case "required":
                shape.Required = [.. value.EnumerateArray().Select(v => v.GetString()!)];
                return true;
            case "pattern":
                shape.Pattern = PatternOf(value.GetString()!);
                return true;
            case "minimum":
                shape.Minimum = value.GetDecimal();
                return true;
            case "maximum":
                shape.Maximum = value.GetDecimal();
                return true;
            default:
                return false;
        }
    }

    private bool List(SchemaShape shape, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "items":
                shape.Item = Make(value);
                return true;
            case "minItems":
                shape.MinItems = value.GetInt32();
                return true;
            case "maxItems":
                shape.MaxItems = value.GetInt32();
                return true;
            case "uniqueItems":
                shape.UniqueItems = value.GetBoolean();
                return true;
            default:
                return false;
        }
    }

    private bool Children(SchemaShape shape, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "$ref":
                shape.Reference = _definitions[value.GetString()![DefinitionPrefix.Length..]];
                return true;
            case "properties":
                value.EnumerateObject().ToList().ForEach(p => shape.Properties[p.Name] = Make(p.Value));
                return true;
            case "patternProperties":
                value.EnumerateObject().ToList().ForEach(p => shape.PatternProperties.Add((PatternOf(p.Name), Make(p.Value))));
                return true;
            case "additionalProperties" when value.ValueKind == JsonValueKind.False:
                shape.OtherProperties = false;
                return true;
            case "not":
                shape.Not = Make(value);
                return true;
            case "oneOf":
                value.EnumerateArray().ToList().ForEach(s => shape.OneOf.Add(Make(s)));
                return true;
            case "allOf":
                value.EnumerateArray().ToList().ForEach(s => shape.AllOf.Add(Make(s)));
                return true;
            default:
                return false;
        }
    }

    // Most patterns of a schema are never asked for in a run.
    private static Lazy<Regex> PatternOf(string pattern) => new(() => new Regex(pattern, RegexOptions.None, Timeout.InfiniteTimeSpan));

    private static NodeTypes TypesOf(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Aggregate(NodeTypes.None, (types, type) => types | TypesOf(type))
        : Enum.Parse<NodeTypes>(value.GetString()!, ignoreCase: true);
}
