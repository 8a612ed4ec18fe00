using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Schemas;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>
/// Lays variables such as <c>RECONCILER__REPOSITORY__URL</c> over the file's keys. A name matches a key whatever the case; one that matches
/// none is an error. <c>RECONCILER_SECRET_X</c>, with one underscore, is a secret's value and no override.
/// </summary>
internal static class EnvironmentOverlay
{
    private const string Prefix = "RECONCILER__";
    private const string Separator = "__";

    public static MapNode Apply(MapNode root, IReadOnlyDictionary<string, string> environment, FileFindings findings)
    {
        var variables = environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var known = variables.Count == 0
            ? []
            : Names(SchemaStore.GetShape("agent"), Prefix).ToDictionary(name => name.Variable, name => name.Path, StringComparer.OrdinalIgnoreCase);
        foreach (var variable in variables)
        {
            var source = "environment variable " + variable;
            if (!known.TryGetValue(variable, out var path))
            {
                findings.AddAt(
                    Codes.UnknownVariable,
                    SpecLocation.OfFile(source),
                    $"The variable {variable} names no key of the agent's file.",
                    Suggestion.DidYouMean(variable, known.Keys));
                continue;
            }

            root = Set(root, path, new ScalarNode(environment[variable], plain: true, 0, 0) { Source = source });
        }

        return root;
    }

    private static MapNode Set(MapNode map, ReadOnlySpan<string> path, ScalarNode value)
    {
        var key = path[0];
        var old = map.Find(key);
        SpecNode set = path.Length == 1
            ? value
            : Set(old?.Value as MapNode ?? new MapNode([], 0, 0) { Source = value.Source }, path[1..], value);
        var entry = new MapEntry(old?.Key ?? new ScalarNode(key, plain: true, 0, 0) { Source = value.Source }, set);
        var entries = old is null ? map.Entries.Append(entry) : map.Entries.Select(other => ReferenceEquals(other, old) ? entry : other);
        return new MapNode([.. entries], map.Line, map.Column) { Source = map.Source };
    }

    private static IEnumerable<(string Variable, string[] Path)> Names(SchemaShape schema, string prefix)
    {
        foreach (var (name, property) in schema.NamedProperties)
        {
            var variable = prefix + name.ToUpperInvariant();
            if (property.IsMapping)
            {
                foreach (var (deeper, path) in Names(property, variable + Separator))
                {
                    yield return (deeper, [name, .. path]);
                }
            }
            else
            {
                yield return (variable, [name]);
            }
        }
    }
}
