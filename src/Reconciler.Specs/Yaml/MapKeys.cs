using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>Watches the keys of one mapping: texts only, no merge key, none twice.</summary>
/// <param name="findings">Where what is refused is told.</param>
/// <param name="entries">Ends with the entries of this mapping that were accepted so far, from its length now on.</param>
/// <param name="confidential">Whether a key is never echoed.</param>
internal sealed class MapKeys(FileFindings findings, List<MapEntry> entries, bool confidential)
{
    // Nearly all mappings have fewer keys, and looking through those is quicker than hashing them; a hostile one has a million.
    private const int Few = 16;

    private readonly int _first = entries.Count;
    private Dictionary<string, ScalarNode>? _many;

    /// <summary>False when the entry is left out; then there is a finding.</summary>
    public bool Accept(SpecNode key)
    {
        if (key is not ScalarNode scalar)
        {
            findings.Add(Codes.YamlSyntax, key, "A key must be a text, not a list or a mapping.");
            return false;
        }

        if (scalar is { Plain: true, Text: "<<" })
        {
            findings.Add(Codes.YamlAnchor, key, "The YAML merge key << is not used here.", "Share settings in a profile.");
            return false;
        }

        if (Earlier(scalar.Text) is not { } earlier)
        {
            _many?.Add(scalar.Text, scalar);
            return true;
        }

        var name = confidential ? "The key" : $"The key {Quoted.Text(scalar.Text)}";
        findings.Add(Codes.DuplicateKey, key, $"{name} is given twice; first on line {earlier.Line}.", "Remove one of the two.");
        return false;
    }

    private ScalarNode? Earlier(string text)
    {
        if (entries.Count - _first > Few)
        {
            _many ??= entries.Skip(_first).ToDictionary(entry => entry.Key.Text, entry => entry.Key, StringComparer.Ordinal);
            return _many.GetValueOrDefault(text);
        }

        for (var i = _first; i < entries.Count; i++)
        {
            if (string.Equals(entries[i].Key.Text, text, StringComparison.Ordinal))
            {
                return entries[i].Key;
            }
        }

        return null;
    }
}
