using Newtonsoft.Json.Linq;
using NJsonSchema;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>Says what is wrong with a mapping that takes exactly one of several keys, as <c>{ line: 151 }</c> or <c>{ blf: 153 }</c>.</summary>
internal sealed class KeyChoice(FileFindings findings, MapNode map, JToken token)
{
    public void Report(JsonSchema schema, IReadOnlyList<JsonSchema> forms)
    {
        var keys = forms.Select(form => form.RequiredProperties.First()).ToList();
        var present = map.Entries.Where(entry => keys.Contains(entry.Key.Text, StringComparer.Ordinal)).OrderBy(entry => keys.IndexOf(entry.Key.Text)).ToList();
        var where = SchemaForms.Within(token);
        switch (present)
        {
            // An unknown key is a finding of its own, and most likely the missing one.
            case [] when map.Entries.All(entry => schema.ActualProperties.ContainsKey(entry.Key.Text)):
                findings.Add(Codes.MissingKey, map, $"One of the keys {Quoted.OneOf(keys)} is needed{where}.");
                break;
            case [var first, ..]:
                ReportExtras(first, Excluded(forms[keys.IndexOf(first.Key.Text)], keys, first.Key.Text), keys, where);
                break;
        }
    }

    /// <summary>The keys that do not go with the form: those that it names, and all other alternatives where it names none of them.</summary>
    private static List<string> Excluded(JsonSchema form, List<string> alternatives, string main)
    {
        List<string> named = [.. form.AllOf.Prepend(form).SelectMany(part => part.ActualSchema.Not?.ActualSchema.RequiredProperties ?? [])];
        return named.Exists(alternatives.Contains) ? named : [.. named, .. alternatives.Where(key => key != main)];
    }

    private void ReportExtras(MapEntry main, List<string> excluded, List<string> alternatives, string where)
    {
        foreach (var extra in map.Entries.Where(entry => excluded.Contains(entry.Key.Text, StringComparer.Ordinal)))
        {
            var (from, to) = (Quoted.Text(main.Key.Text), Quoted.Text(extra.Key.Text));
            var (sentence, hint) = alternatives.Contains(extra.Key.Text, StringComparer.Ordinal)
                ? ($"The keys {from} and {to} exclude each other{where}.", "Keep one of them.")
                : ($"The key {to} does not go with {from}{where}.", "Remove it.");
            findings.Add(Codes.KeyConflict, extra.Key, sentence, hint);
        }
    }
}
