using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>Watches the keys of one mapping: texts only, no merge key, none twice.</summary>
internal sealed class MapKeys(FileFindings findings, bool confidential)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

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

        if (_lines.TryAdd(scalar.Text, scalar.Line))
        {
            return true;
        }

        var name = confidential ? "The key" : $"The key {Quoted.Text(scalar.Text)}";
        findings.Add(
            Codes.DuplicateKey, key, $"{name} is given twice; first on line {_lines[scalar.Text]}.", "Remove one of the two.");
        return false;
    }
}
