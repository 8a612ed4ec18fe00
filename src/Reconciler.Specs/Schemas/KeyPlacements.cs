using System.Globalization;
using NJsonSchema;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>Keys that stand beside the key that they belong under: the most common wrong indentation that still is valid YAML.</summary>
internal sealed class KeyPlacements(FileFindings findings)
{
    private const int MostNamed = 3;

    private readonly Dictionary<MapEntry, List<MapEntry>> _owners = [];
    private readonly HashSet<SpecNode> _values = [];

    /// <summary>True where the unknown key is one of a key before it.</summary>
    public bool Accept(MapNode map, JsonSchema schema, MapEntry entry)
    {
        var at = map.Entries.IndexOf(entry);
        for (var i = at - 1; i >= 0; i--)
        {
            var owner = map.Entries[i];
            if (schema.ActualProperties.TryGetValue(owner.Key.Text, out var property))
            {
                if (!MayHoldKeys(owner.Value) || !SchemaForms.KeysUnder(property).Contains(entry.Key.Text, StringComparer.Ordinal))
                {
                    return false;
                }

                Add(owner, entry);
                return true;
            }
        }

        return false;
    }

    public bool Covers(SpecNode value) => _values.Contains(value);

    /// <summary>True where the mapping lacks the key only because it stands outside.</summary>
    public bool Has(MapNode map, string key) =>
        _values.Contains(map) && _owners.Any(owner => ReferenceEquals(owner.Key.Value, map) && owner.Value.Exists(entry => entry.Key.Text == key));

    public void Report()
    {
        foreach (var (owner, entries) in _owners)
        {
            var names = entries.Take(MostNamed).Select(entry => Quoted.Text(entry.Key.Text)).ToList();
            if (entries.Count > MostNamed)
            {
                names.Add(string.Create(CultureInfo.InvariantCulture, $"{entries.Count - MostNamed} more"));
            }

            var (belong, are) = entries.Count == 1 ? ("belongs", "is") : ("belong", "are");
            findings.Add(
                Codes.KeyPlacement,
                entries[0].Key,
                $"{And(names)} {belong} under {Quoted.Text(owner.Key.Text)} of line {owner.Key.Line}, and {are} not indented under it.",
                "Indent by two spaces more than that key.");
        }
    }

    private static string And(List<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    private void Add(MapEntry owner, MapEntry entry)
    {
        if (!_owners.TryGetValue(owner, out var entries))
        {
            _owners.Add(owner, entries = []);
        }

        entries.Add(entry);
        _values.Add(owner.Value);
    }

    private static bool MayHoldKeys(SpecNode value) => value is MapNode or ListNode or ScalarNode { Plain: true, Text: "" };
}
