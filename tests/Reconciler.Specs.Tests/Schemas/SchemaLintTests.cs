using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Schemas;

using Reconciler.Testing;
namespace Reconciler.Specs.Tests.Schemas;

/// <summary>The library ignores keywords that it does not know without a word; so only those it was seen to check may be used.</summary>
public sealed class SchemaLintTests
{
    private static readonly HashSet<string> Checked = new(StringComparer.Ordinal)
    {
        "$schema", "$ref", "title", "description", "examples", "definitions", "type", "enum", "pattern", "minimum", "maximum", "required", "properties",
        "patternProperties", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems", "oneOf", "allOf", "not",
    };

    public static TheoryData<string> Names => [.. SchemaStore.Names];

    [Fact]
    public void Names_AreTheFilesInSchema() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Checkout.Root, "schema"), "*.schema.json")
            .Select(file => Path.GetFileName(file).Replace(".schema.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        SchemaStore.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_UsesOnlyWhatIsChecked(string name)
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));

        Visit(schema.RootElement, (node, path) =>
        {
            foreach (var keyword in node.EnumerateObject())
            {
                Assert.True(Checked.Contains(keyword.Name), $"{name}{path}: {keyword.Name}");
            }

            if (node.TryGetProperty("$ref", out _))
            {
                Assert.True(node.EnumerateObject().Count() == 1, $"{name}{path}: keywords beside $ref");
            }

            if (node.TryGetProperty("additionalProperties", out var additional))
            {
                Assert.True(additional.ValueKind == JsonValueKind.False, $"{name}{path}: additionalProperties");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_PatternsAreAnchoredAndExplained(string name)
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));

        Visit(schema.RootElement, (node, path) =>
        {
            if (node.TryGetProperty("pattern", out var pattern))
            {
                CheckPattern(pattern.GetString()!, name + path);
                Assert.True(node.TryGetProperty("title", out _), $"{name}{path}: a pattern without a title that says it in words");
            }

            if (node.TryGetProperty("patternProperties", out var patterns))
            {
                foreach (var key in patterns.EnumerateObject())
                {
                    CheckPattern(key.Name, name + path);
                    Assert.True(KeyPatterns.Knows(key.Name), $"{name}{path}: {key.Name} has no words in KeyPatterns");
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_EveryPropertyIsDescribed(string name)
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));

        Visit(schema.RootElement, (node, path) =>
        {
            foreach (var keyword in new[] { "properties", "patternProperties" })
            {
                if (node.TryGetProperty(keyword, out var properties))
                {
                    foreach (var property in properties.EnumerateObject())
                    {
                        Assert.True(Description(property.Value, schema.RootElement) is { Length: > 0 }, $"{name}{path}/{keyword}/{property.Name}: no description");
                    }
                }
            }
        });
    }

    // An editor shows the innermost description that it finds, so one there would hide what the key itself is for.
    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_WhatADescribedKeyStandsFor_HasNoDescriptionOfItsOwn(string name)
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));

        Visit(schema.RootElement, (node, path) =>
        {
            if (node.TryGetProperty("description", out _) && node.TryGetProperty("allOf", out var parts))
            {
                Assert.All(parts.EnumerateArray(), part => Assert.True(Description(part, schema.RootElement) is null, $"{name}{path}/allOf"));
            }
        });
    }

    [Fact]
    public void Definitions_OfOneName_AreTheSameEverywhere()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in SchemaStore.Names)
        {
            using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));
            if (schema.RootElement.TryGetProperty("definitions", out var definitions))
            {
                foreach (var definition in definitions.EnumerateObject())
                {
                    var text = definition.Value.GetRawText();
                    Assert.True(!seen.TryGetValue(definition.Name, out var other) || other == text, $"{name}: {definition.Name} differs");
                    seen[definition.Name] = text;
                }
            }
        }
    }

    [Fact]
    public void TextRules_AreThoseOfTheSchemas()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in SchemaStore.Names)
        {
            using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));
            Visit(schema.RootElement, (node, _) =>
            {
                if (node.TryGetProperty("pattern", out var pattern) && node.TryGetProperty("title", out var title))
                {
                    found[title.GetString()!] = pattern.GetString()!;
                }
            });
        }

        foreach (var rule in typeof(TextRules).GetProperties().Select(property => (TextRule)property.GetValue(null)!).Where(rule => rule != TextRules.Any))
        {
            Assert.True(found.TryGetValue(rule.Words, out var pattern), $"no schema has the title \"{rule.Words}\"");
            Assert.Equal(Regex.Unescape(pattern), Regex.Unescape(rule.Pattern.ToString()));
        }
    }

    private static void CheckPattern(string pattern, string where)
    {
        Assert.True(pattern.StartsWith('^') && pattern.EndsWith('$'), $"{where}: {pattern} is not anchored");
        Assert.DoesNotMatch(@"\\[dwsDWS]", pattern);
        Assert.NotNull(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static string? Description(JsonElement schema, JsonElement root)
    {
        if (schema.TryGetProperty("description", out var description))
        {
            return description.GetString();
        }

        return schema.TryGetProperty("$ref", out var reference)
            ? Description(root.GetProperty("definitions").GetProperty(reference.GetString()!["#/definitions/".Length..]), root)
            : null;
    }

    private static void Visit(JsonElement schema, Action<JsonElement, string> visit, string path = "")
    {
        visit(schema, path);
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "properties" or "patternProperties" or "definitions":
                    foreach (var child in keyword.Value.EnumerateObject())
                    {
                        Visit(child.Value, visit, $"{path}/{keyword.Name}/{child.Name}");
                    }

                    break;
                case "oneOf" or "allOf":
                    foreach (var child in keyword.Value.EnumerateArray())
                    {
                        Visit(child, visit, $"{path}/{keyword.Name}");
                    }

                    break;
                case "items" or "not":
                    Visit(keyword.Value, visit, $"{path}/{keyword.Name}");
                    break;
            }
        }
    }
}
