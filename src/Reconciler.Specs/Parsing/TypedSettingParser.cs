using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Secrets;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads the typed settings, each field as it is declared, and <c>factory</c>.</summary>
internal static class TypedSettingParser
{
    /// <param name="reader">The profile's or the phone's own mapping.</param>
    /// <param name="owner">The subject of its secrets.</param>
    public static ImmutableArray<SettingValue> Parse(MapReader reader, string owner)
    {
        var found = new SortedDictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var (setting, fields) in SettingFields.BySetting)
        {
            if (reader.Node(setting) is { } node)
            {
                foreach (var field in fields)
                {
                    if (Find(reader, node, field) is { } at && Value(at, field, reader, owner) is { } value)
                    {
                        found[field.Key] = value;
                    }
                }
            }
        }

        AddFactory(reader, found);
        return found.Count == 0 ? [] : [.. found.Values];
    }

    private static SpecNode? Find(MapReader reader, SpecNode setting, SettingField field)
    {
        if (setting is not MapNode)
        {
            return field.IsShortForm || field.Key == field.Setting ? setting : null;
        }

        var path = field.Key.Split('.');
        var (map, last) = (reader, path.Length - 1);
        for (var depth = 0; depth < last && map is not null; depth++)
        {
            map = map.Map(path[depth]);
        }

        return map?.Node(path[last]);
    }

    private static SettingValue? Value(SpecNode node, SettingField field, MapReader reader, string owner)
    {
        var location = reader.Findings.Locate(node);
        switch (node)
        {
            case ScalarNode scalar when field.Form == SettingForm.Flag:
                return PlainScalar.Resolve(scalar.Text) is bool flag ? new SettingValue(field.Key, location, [reader.Locate(flag ? "Yes" : "No", scalar)]) : null;
            case ScalarNode scalar when field.Form == SettingForm.Text:
                return new SettingValue(field.Key, location, [reader.Locate(scalar.Text, scalar)]);
            case ListNode list when field.Form == SettingForm.List:
                return new SettingValue(field.Key, location, [.. list.Items.OfType<ScalarNode>().Select(item => reader.Locate(item.Text, item))]);
            case ListNode list when field.Form == SettingForm.Table:
                return new SettingValue(field.Key, location, [.. list.Items.OfType<MapNode>().SelectMany(row => Cells(row, field, reader))]);
            case MapNode when field.Form == SettingForm.Secret:
                return new SecretParser(reader.Findings).Parse(node, SecretKind.Parameter, $"{owner}/{field.Key}") is { } secret
                    ? new SettingValue(field.Key, secret.Location, [], secret.Value)
                    : null;
            default:
                return null;
        }
    }

    private static IEnumerable<Located<string>> Cells(MapNode row, SettingField field, MapReader reader)
    {
        foreach (var column in field.Columns)
        {
            if (row.Find(column)?.Value is ScalarNode cell)
            {
                yield return reader.Locate(cell.Plain && PlainScalar.Resolve(cell.Text) is bool flag ? (flag ? "Yes" : "No") : cell.Text, cell);
            }
            else
            {
                yield return reader.Locate("", row);
            }
        }
    }

    private static void AddFactory(MapReader reader, SortedDictionary<string, SettingValue> found)
    {
        foreach (var key in reader.Texts("factory", TextRules.Any))
        {
            if (found.TryGetValue(key.Value, out var set) && !set.IsFactory)
            {
                reader.Findings.AddAt(Codes.KeyConflict, key.Location, $"The setting {Quoted.Text(key.Value)} is set and put back in one file.", "Keep one of the two.");
            }
            else if (SettingFields.Find(key.Value) is not null)
            {
                found[key.Value] = new SettingValue(key.Value, key.Location, [], IsFactory: true);
            }
        }
    }
}
