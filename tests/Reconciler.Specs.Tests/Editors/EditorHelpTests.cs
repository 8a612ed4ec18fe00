using System.Text.Json;
using Reconciler.Specs.Schemas;

namespace Reconciler.Specs.Tests.Editors;

/// <summary>An editor offers every key of every kind, and explains it by what it is for.</summary>
public sealed class EditorHelpTests(EditorFixture editor) : IClassFixture<EditorFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["site", "extension", "phone", "profile", "group", "route"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryKey_IsOfferedAndExplained(string kind)
    {
        var keys = KeysOf(kind);
        var (path, text) = EditorFile.Bare(kind, "\n");
        var server = await editor.ServerAsync();
        await server.OpenAsync(path, text, Token);

        var offered = await server.CompleteAsync(path, 2, 1, Token);

        Assert.All(keys, key => Assert.Equal(key.Value.Description, offered.GetValueOrDefault(key.Key)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryKey_IsExplainedWhereThePointerRests(string kind)
    {
        var keys = KeysOf(kind).ToList();
        var (path, text) = EditorFile.Bare(kind, string.Concat(keys.Select(k => $"{k.Key}: {k.Value.Example}\n")));
        var server = await editor.ServerAsync();
        await server.OpenAsync(path, text, Token);

        for (var i = 0; i < keys.Count; i++)
        {
            Assert.Contains(Plain(keys[i].Value.Description), Plain(await server.HoverAsync(path, 2 + i, 2, Token)), StringComparison.Ordinal);
        }
    }

    /// <summary>The keys of a kind's document, with what its schema says of each, and an example of its value.</summary>
    private static Dictionary<string, (string Description, string Example)> KeysOf(string kind)
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText(kind));
        var root = schema.RootElement;
        var definitions = root.GetProperty("definitions");
        var document = kind == "site" ? root : definitions.GetProperty(kind);
        return document.GetProperty("properties").EnumerateObject().ToDictionary(
            p => p.Name,
            p => (Description(p.Value, definitions), p.Value.TryGetProperty("examples", out var examples) ? examples[0].GetRawText().ReplaceLineEndings(" ") : "x"),
            StringComparer.Ordinal);
    }

    private static string Description(JsonElement property, JsonElement definitions) => property.TryGetProperty("description", out var text)
        ? text.GetString()!
        : Description(definitions.GetProperty(property.GetProperty("$ref").GetString()!["#/definitions/".Length..]), definitions);

    // The server escapes what Markdown would take for its own.
    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
