using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Reconciler.Specs.Schemas;

/// <summary>
/// Says whether a document is valid, and no more. The library tries every form of a choice to its end and gathers what is wrong with each; here a form whose type or
/// telling key is not there is dropped at once. What it finds invalid has to be judged again, by the library alone, for the errors.
/// </summary>
internal sealed class QuickValidator(JsonSchemaValidatorSettings settings) : JsonSchemaValidator(settings)
{
    /// <summary>Only its presence counts.</summary>
    private static readonly ValidationError[] Refused = [new(ValidationErrorKind.Unknown, null, null, null, new JsonSchema())];

    /// <inheritdoc/>
    protected override ICollection<ValidationError> Validate(JToken token, JsonSchema schema, SchemaType schemaType, string? propertyName, string propertyPath)
    {
        var actual = schema.ActualSchema;
        return IsOfOtherType(token, actual) || LacksKey(token, actual) ? Refused : base.Validate(token, schema, schemaType, propertyName, propertyPath);
    }

    private static bool IsOfOtherType(JToken token, JsonSchema schema) => schema.Type switch
    {
        JsonObjectType.Object => token is not JObject,
        JsonObjectType.Array => token is not JArray,
        JsonObjectType.String => token is not JValue,
        _ => false,
    };

    private static bool LacksKey(JToken token, JsonSchema schema)
    {
        if (schema.RequiredProperties.Count > 0 && token is JObject map)
        {
            foreach (var name in schema.RequiredProperties)
            {
                if (!map.ContainsKey(name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
