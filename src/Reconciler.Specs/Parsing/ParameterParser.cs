using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>parameters</c> and <c>unchecked</c>: texts, or references to secrets. <paramref name="owner"/> is the secrets' subject.</summary>
internal sealed class ParameterParser(FileFindings findings, string owner)
{
    private readonly SecretParser _secrets = new(findings);

    public ImmutableArray<ParameterSpec> Parse(MapReader? map) =>
        map is null ? [] : [.. map.Entries.Select(entry => Parse(entry, map)).OfType<ParameterSpec>()];

    private ParameterSpec? Parse(MapEntry entry, MapReader map)
    {
        var name = map.Locate(entry.Key.Text, entry.Key);
        if (entry.Value is ScalarNode scalar)
        {
            return new ParameterSpec(name, map.Locate(scalar.Text, scalar), null);
        }

        return _secrets.Parse(entry.Value, SecretKind.Parameter, $"{owner}/{entry.Key.Text}") is { } secret
            ? new ParameterSpec(name, null, secret)
            : null;
    }
}
