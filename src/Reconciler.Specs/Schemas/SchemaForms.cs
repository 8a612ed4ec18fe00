using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>What a schema allows and what a node is, in plain words.</summary>
internal static class SchemaForms
{
    /// <summary>True when the value looks like an attempt at this form: its telling key, or a scalar where the form is a pattern.</summary>
    public static bool IsMeant(JsonSchema form, SpecNode node) => node switch
    {
        MapNode map when form.Type.HasFlag(JsonObjectType.Object) => form.RequiredProperties.Any(key => map.Find(key) is not null),
        ScalarNode when form.Type.HasFlag(JsonObjectType.Object) || form.Type.HasFlag(JsonObjectType.Array) => false,
        ScalarNode { Plain: false } => form.Pattern is not null,
        ScalarNode scalar when form.Pattern is not null => scalar.Text.Length > 0 && char.IsAsciiDigit(scalar.Text[0]),
        _ => false,
    };

    /// <summary><c>"model"</c>, or <c>Item 3 of "keys"</c>.</summary>
    public static string Subject(JToken token)
    {
        if (token.Parent is JArray list)
        {
            var item = (list.IndexOf(token) + 1).ToString(CultureInfo.InvariantCulture);
            return list.Parent is JProperty owner ? $"Item {item} of {Quoted.Text(owner.Name)}" : $"Item {item}";
        }

        return token.Parent is JProperty { Name: var name } property
            ? NodeToken.IsConfidential(property) ? "This value" : Quoted.Text(name)
            : "The document";
    }

    /// <summary><c> in "asterisk"</c>, or nothing at the document's top.</summary>
    public static string Within(JToken? map) => map?.Parent switch
    {
        JProperty property when !NodeToken.IsConfidential(property) => $" in {Quoted.Text(property.Name)}",
        JArray { Parent: JProperty list } when !NodeToken.IsConfidential(list) => $" in an item of {Quoted.Text(list.Name)}",
        _ => "",
    };

    /// <summary>The value as the user sees it, or only its kind where it may be a secret.</summary>
    public static string Show(SpecNode node, bool confidential) => node switch
    {
        MapNode => "a mapping",
        ListNode => "a list",
        ScalarNode { Plain: true, Text: "" } => "empty",
        ScalarNode when confidential => "what is written",
        ScalarNode scalar => Quoted.Text(scalar.Text),
        _ => "this",
    };

    public static string Enumeration(JsonSchema schema) => Quoted.OneOf([.. schema.Enumeration.Select(value => value?.ToString() ?? "null")]);

    public static string? Suggest(IEnumerable<JsonSchema> forms, SpecNode node)
    {
        var schemas = forms.ToList();
        return node switch
        {
            ScalarNode scalar => Suggestion.DidYouMean(
                scalar.Text, schemas.SelectMany(form => form.Enumeration).Select(value => value?.ToString() ?? "").Where(text => text.Length > 0)),
            MapNode map => map.Entries
                .Select(entry => Suggestion.DidYouMean(entry.Key.Text, schemas.SelectMany(form => form.RequiredProperties)))
                .FirstOrDefault(hint => hint is not null),
            _ => null,
        };
    }

    /// <summary>A plain <c>true</c> or <c>null</c> where a text is wanted only lacks its quotes.</summary>
    public static string? QuoteHint(JsonSchema schema, SpecNode node) =>
        node is ScalarNode { Plain: true, Text.Length: > 0 } && schema.Type.HasFlag(JsonObjectType.String) ? "Put the text in quotes." : null;

    public static string Types(JsonSchema schema)
    {
        var type = schema.Type;
        if (schema.Title is { Length: > 0 } title && !type.HasFlag(JsonObjectType.Object))
        {
            return title;
        }

        return type.HasFlag(JsonObjectType.Object) ? "a mapping"
            : type.HasFlag(JsonObjectType.Array) ? "a list"
            : schema.Enumeration.Count > 0 ? Enumeration(schema)
            : type.HasFlag(JsonObjectType.String) ? "a text"
            : type.HasFlag(JsonObjectType.Boolean) ? "true or false"
            : Range(schema);
    }

    public static string Range(JsonSchema schema) => (schema.Minimum, schema.Maximum) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"a whole number from {low} to {high}"),
        _ => schema.Title ?? "a whole number",
    };

    public static string Items(JsonSchema schema) => (schema.MinItems, schema.MaxItems) switch
    {
        (> 0, 0) => string.Create(CultureInfo.InvariantCulture, $"a list of at least {schema.MinItems}"),
        (0, > 0) => string.Create(CultureInfo.InvariantCulture, $"a list of at most {schema.MaxItems}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"a list of {schema.MinItems} to {schema.MaxItems}"),
    };

    public static string Length(JsonSchema schema) =>
        string.Create(CultureInfo.InvariantCulture, $"a text of {schema.MinLength ?? 0} to {schema.MaxLength ?? 0} characters");

    public static string Join(IEnumerable<string> forms)
    {
        var all = forms.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} or {all[^1]}";
    }
}
