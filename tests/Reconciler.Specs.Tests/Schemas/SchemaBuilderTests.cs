using NJsonSchema;
using Reconciler.Specs.Schemas;

namespace Reconciler.Specs.Tests.Schemas;

/// <summary>What is built from a schema file is what the library would have read.</summary>
public sealed class SchemaBuilderTests
{
    public static TheoryData<string> Names => [.. SchemaStore.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Build_EverySchemaFile_EqualsWhatTheLibraryReads(string name)
    {
        var text = SchemaStore.ReadText(name);
        var library = await JsonSchema.FromJsonAsync(text, TestContext.Current.CancellationToken);

        var built = SchemaBuilder.Build(text);

        Assert.Equal(WithoutExamples(library), built.ToJson());
    }

    [Theory]
    [InlineData("""{ "if": { "type": "string" } }""", "if")]
    [InlineData("""{ "properties": { "a": { "const": 1 } } }""", "const")]
    [InlineData("""{ "additionalProperties": { "type": "string" } }""", "additionalProperties")]
    public void Build_KeywordThatIsNotOurs_IsThrown(string text, string keyword)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => SchemaBuilder.Build(text));

        Assert.Contains(keyword, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Examples are for editors; what is built has none.</summary>
    private static string WithoutExamples(JsonSchema schema)
    {
        Drop(schema, []);
        return schema.ToJson();
    }

    private static void Drop(JsonSchema schema, HashSet<JsonSchema> seen)
    {
        if (!seen.Add(schema))
        {
            return;
        }

        schema.ExtensionData?.Remove("examples");
        if (schema.ExtensionData is { Count: 0 })
        {
            schema.ExtensionData = null;
        }

        foreach (var child in schema.Definitions.Values.Concat(schema.Properties.Values).Concat(schema.PatternProperties.Values).Concat(schema.OneOf).Concat(schema.AllOf))
        {
            Drop(child, seen);
        }

        foreach (var child in new[] { schema.Item, schema.Not, schema.Reference }.OfType<JsonSchema>())
        {
            Drop(child, seen);
        }
    }
}
