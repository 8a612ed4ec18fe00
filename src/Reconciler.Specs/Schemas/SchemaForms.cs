using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>Plain words for the forms that a schema allows and for the one that a node has.</summary>
internal static class SchemaForms
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    /// <summary>True when the value looks like an attempt at this form: its telling key, or a scalar where the form is a pattern.</summary>
    public static bool IsMeant(JsonSchema form, SpecNode node) => node switch
    {
        MapNode => form.Type.HasFlag(JsonObjectType.Object),
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
            ? property.Parent is { } map && NodeToken.IsConfidential(map) ? "This value" : Quoted.Text(name)
            : "The document";
    }

    /// <summary><c> in "asterisk"</c>, or nothing at the document's top.</summary>
    public static string Within(JToken? map) => map?.Parent switch
    {
        JProperty { Parent: { } owner } property when !NodeToken.IsConfidential(owner) => $" in {Quoted.Text(property.Name)}",
        JArray { Parent: JProperty list } when !NodeToken.IsConfidential(list) => $" in an item of {Quoted.Text(list.Name)}",
        _ => "",
    };

    /// <summary>The keys that a value of this schema may have: its own, those of its forms, and those of its items.</summary>
    public static IEnumerable<string> KeysUnder(JsonSchema schema)
    {
        var actual = schema.ActualSchema;
        var forms = actual.OneOf.Concat(actual.AnyOf).Select(form => form.ActualSchema).Prepend(actual);
        var items = actual.Item is { } item ? KeysUnder(item) : [];
        return forms.SelectMany(form => form.ActualProperties.Keys).Concat(items).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The value as the user sees it, or only its kind where it may be a secret.</summary>
    public static string Show(SpecNode node, bool confidential) => node switch
    {
        MapNode { Entries.Length: 0 } => "an empty mapping",
        MapNode => "a mapping",
        ListNode { Items.Length: 0 } => "an empty list",
        ListNode list => string.Create(CultureInfo.InvariantCulture, $"a list of {list.Items.Length}"),
        ScalarNode { Plain: true, Text: "" } => "empty",
        ScalarNode scalar when confidential || MayHoldPassword(scalar.Text) => "what is written",
        ScalarNode scalar => Quoted.Text(scalar.Text),
        _ => "this",
    };

    public static string Enumeration(JsonSchema schema) => Quoted.OneOf([.. schema.Enumeration.Select(value => value?.ToString() ?? "null")]);

    public static string? Suggest(IReadOnlyList<JsonSchema> forms, SpecNode node) => node is ScalarNode scalar
        ? Suggestion.DidYouMean(scalar.Text, forms.SelectMany(Words))
        : null;

    /// <summary>A hint where a value has the wrong type: quotes where the text itself would do, or a value at all.</summary>
    public static string? TypeHint(JsonSchema schema, SpecNode node)
    {
        if (node is not ScalarNode { Plain: true } scalar)
        {
            return null;
        }

        if (scalar.Text.Length == 0)
        {
            return "Write a value, or remove the key.";
        }

        var fits = schema.Pattern is null ? schema.Enumeration.Count == 0 : Regex.IsMatch(scalar.Text, schema.Pattern, RegexOptions.None, PatternTime);
        return schema.Type.HasFlag(JsonObjectType.String) && fits ? "Put the text in quotes." : null;
    }

    /// <summary>The type that an editor sees in a node.</summary>
    public static JsonObjectType TypeOf(SpecNode node) => node switch
    {
        MapNode => JsonObjectType.Object,
        ListNode => JsonObjectType.Array,
        ScalarNode { Plain: true } scalar => PlainScalar.Resolve(scalar.Text) switch
        {
            null => JsonObjectType.Null,
            bool => JsonObjectType.Boolean,
            long => JsonObjectType.Integer,
            double => JsonObjectType.Number,
            _ => JsonObjectType.String,
        },
        _ => JsonObjectType.String,
    };

    private static bool MayHoldPassword(string text) => text.Contains("://", StringComparison.Ordinal) && text.Contains('@', StringComparison.Ordinal);

    /// <summary>The words that a form takes: its enumeration, or the word that its title starts with.</summary>
    private static IEnumerable<string> Words(JsonSchema form) => form.Enumeration.Count > 0
        ? form.Enumeration.Select(value => value?.ToString() ?? "")
        : form.Title is { } title && form.Pattern is not null ? [title.Split(' ')[0]] : [];

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
        ( > 0, 0) => string.Create(CultureInfo.InvariantCulture, $"a list of at least {schema.MinItems}"),
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
