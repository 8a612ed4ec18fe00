using System.Collections.Immutable;

namespace Reconciler.Specs.Yaml;

/// <summary>A node of a YAML document with its place; immutable. Anchors, tags and aliases do not exist here.</summary>
internal abstract class SpecNode(int line, int column)
{
    /// <summary>Counts from 1; 0 where the node does not come from a file's text.</summary>
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>Where the node comes from when that is not the file being read: an environment variable.</summary>
    public string? Source { get; init; }
}

/// <summary>A scalar. <paramref name="plain"/> is false for quoted and block scalars, which are texts whatever they look like.</summary>
internal sealed class ScalarNode(string text, bool plain, int line, int column) : SpecNode(line, column)
{
    /// <summary>The text as written, after unquoting: <c>0123</c> stays <c>0123</c>.</summary>
    public string Text { get; } = text;

    public bool Plain { get; } = plain;
}

/// <summary>A list.</summary>
internal sealed class ListNode(ImmutableArray<SpecNode> items, int line, int column) : SpecNode(line, column)
{
    public ImmutableArray<SpecNode> Items { get; } = items;
}

/// <summary>A mapping; keys are unique, in the order written.</summary>
internal sealed class MapNode(ImmutableArray<MapEntry> entries, int line, int column) : SpecNode(line, column)
{
    // Looking through few is quicker than hashing them; a hostile mapping has thousands, each of which is looked for.
    private const int Few = 32;

    private Dictionary<string, MapEntry>? _byKey;

    public ImmutableArray<MapEntry> Entries { get; } = entries;

    /// <summary>The entry of that key, or null.</summary>
    public MapEntry? Find(string key)
    {
        if (Entries.Length > Few)
        {
            _byKey ??= Entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);
            return _byKey.GetValueOrDefault(key);
        }

        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}

/// <summary>A key and its value.</summary>
internal sealed record MapEntry(ScalarNode Key, SpecNode Value);
