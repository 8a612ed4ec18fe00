using Newtonsoft.Json.Linq;
using NJsonSchema;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>
/// The unknown and the missing keys of a document, mapping by mapping: a key that is written wrong is both, and told once, at the place where it is written.
/// </summary>
internal sealed class KeyErrors(FileFindings findings)
{
    private readonly Dictionary<MapNode, MapErrors> _maps = [];
    private readonly KeyPlacements _placements = new(findings);
    private int _count;

    /// <summary>True where there are more than are listed.</summary>
    public bool IsFull => _count >= DiagnosticList.MostListed;

    public void AddMissing(JToken token, MapNode map, string key) => Of(token, map).Missing.Add(key);

    public void AddUnknown(JToken token, MapNode map, JsonSchema schema, MapEntry entry)
    {
        var errors = Of(token, map);
        errors.Schema = schema;
        errors.Unknown.Add(entry);
    }

    /// <summary>True for an empty value under which keys belong that stand beside it: nothing else is wrong with it.</summary>
    public bool IsExplained(SpecNode value) => _placements.Covers(value);

    /// <summary>Reports all that was added.</summary>
    public void Report()
    {
        foreach (var (map, errors) in _maps)
        {
            errors.Unknown.RemoveAll(entry => _placements.Accept(map, errors.Schema!, entry));
        }

        _placements.Report();
        foreach (var (map, errors) in _maps)
        {
            Report(map, errors);
        }
    }

    private void Report(MapNode map, MapErrors errors)
    {
        var known = errors.Unknown.Count == 0 ? [] : errors.Schema!.ActualProperties.Keys.ToList();
        var unknown = errors.Unknown.Select(entry => Judge(entry, known)).ToList();
        var missing = errors.Missing.Where(key => !_placements.Has(map, key) && unknown.TrueForAll(one => one.Meant != key)).ToList();
        var within = SchemaForms.Within(errors.Token);
        foreach (var (entry, spelling, meant) in unknown)
        {
            if (spelling is { } spelled)
            {
                findings.Add(Codes.KeySpelling, entry.Key, spelled.Message, spelled.Hint);
                continue;
            }

            var subject = NodeToken.IsConfidential(errors.Token) ? "This key" : $"The key {Quoted.Text(entry.Key.Text)}";
            findings.Add(
                Codes.UnknownKey,
                entry.Key,
                $"{subject} is not known{within}{And(missing)}.",
                meant is null ? $"Known are: {string.Join(", ", known)}." : $"Did you mean \"{meant}\"?");
            missing = [];
        }

        foreach (var key in missing)
        {
            findings.Add(Codes.MissingKey, map, $"The key {Quoted.Text(key)} is missing{within}.");
        }
    }

    private static Unknown Judge(MapEntry entry, List<string> known)
    {
        var name = entry.Key.Text;
        return entry.Key.Plain && KeySpelling.Of(name, known) is { } spelling
            ? new Unknown(entry, spelling, spelling.Key)
            : new Unknown(entry, null, Suggestion.Nearest(name, known));
    }

    private static string And(List<string> missing) => missing.Count switch
    {
        0 => "",
        1 => $", and the key {Quoted.Text(missing[0])} is missing",
        _ => $", and the keys {string.Join(", ", missing.Take(missing.Count - 1).Select(Quoted.Text))} and {Quoted.Text(missing[^1])} are missing",
    };

    private MapErrors Of(JToken token, MapNode map)
    {
        _count++;
        if (!_maps.TryGetValue(map, out var errors))
        {
            _maps.Add(map, errors = new MapErrors(token));
        }

        return errors;
    }

    private sealed class MapErrors(JToken token)
    {
        public JToken Token => token;

        public JsonSchema? Schema { get; set; }

        public List<string> Missing { get; } = [];

        public List<MapEntry> Unknown { get; } = [];
    }

    private sealed record Unknown(MapEntry Entry, KeySpelling? Spelling, string? Meant);
}
