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
        var present = map.Entries.Where(entry => keys.Contains(entry.Key.Text, StringComparer.Ordinal)).ToList();
        var where = SchemaForms.Within(token);
        switch (present)
        {
            // An unknown key is a finding of its own, and most likely the missing one.
            case [] when map.Entries.All(entry => schema.ActualProperties.ContainsKey(entry.Key.Text)):
                findings.Add(Codes.MissingKey, map, $"One of the keys {Quoted.OneOf(keys)} is needed{where}.");
                break;
            case [var only]:
                ReportExtras(only, forms[keys.IndexOf(only.Key.Text)], where);
                break;
            case [var first, ..]:
                foreach (var extra in present.Skip(1))
                {
                    findings.Add(
                        Codes.KeyConflict,
                        extra.Key,
                        $"The keys {Quoted.Text(first.Key.Text)} and {Quoted.Text(extra.Key.Text)} exclude each other{where}.",
                        "Keep one of them.");
                }

                break;
        }
    }

    private void ReportExtras(MapEntry only, JsonSchema form, string where)
    {
        foreach (var name in form.Not?.ActualSchema.RequiredProperties ?? [])
        {
            if (map.Find(name) is { } extra)
            {
                findings.Add(
                    Codes.KeyConflict,
                    extra.Key,
                    $"The key {Quoted.Text(name)} does not go with {Quoted.Text(only.Key.Text)}{where}.",
                    "Remove it.");
            }
        }
    }
}
