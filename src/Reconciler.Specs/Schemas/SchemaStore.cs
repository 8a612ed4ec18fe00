using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using NJsonSchema;

namespace Reconciler.Specs.Schemas;

/// <summary>The JSON Schemas of <c>schema/</c>, the same files that editors use, as they are embedded here.</summary>
public static class SchemaStore
{
    private const string Prefix = "schema/";
    private const string Suffix = ".schema.json";

    private static readonly ConcurrentDictionary<string, Lazy<SchemaShape>> Shapes = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Loaded = new(StringComparer.Ordinal);

    /// <summary>The names: <c>site</c>, <c>extension</c>, <c>plan</c> ...; the file is <c>schema/NAME.schema.json</c>.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(SchemaStore).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The schema file's text, so that <c>init</c> can write it beside a new repository.</summary>
    public static string ReadText(string name)
    {
        using var stream = typeof(SchemaStore).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new ArgumentException($"There is no schema \"{name}\".", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>For the verdict alone, read once a process.</summary>
    internal static SchemaShape GetShape(string name) => Shapes.GetOrAdd(name, static key => new(() => SchemaShapeReader.Read(ReadText(key), key))).Value;

    /// <summary>The library's schema of one document, read once a process: where the file may also hold a list, the definition that carries the schema's name.</summary>
    internal static JsonSchema GetDocument(string name)
    {
        var schema = Loaded.GetOrAdd(name, static key => new(() => Read(key))).Value;
        return schema.Definitions.TryGetValue(name, out var document) ? document : schema;
    }

    /// <summary>The library awaits what a schema refers to; ours refer to nothing outside themselves, so that there is nothing to wait for.</summary>
    private static JsonSchema Read(string name)
    {
        var reading = JsonSchema.FromJsonAsync(ReadText(name));
        return reading.IsCompleted ? reading.GetAwaiter().GetResult() : throw new InvalidOperationException($"The schema \"{name}\" refers to another document.");
    }
}
