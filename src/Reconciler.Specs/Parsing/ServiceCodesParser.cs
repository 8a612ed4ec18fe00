using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>serviceCodes</c>: a base, or a map of codes over one.</summary>
internal static class ServiceCodesParser
{
    private const string Key = "serviceCodes";
    private const string Base = "base";

    public static ServiceCodesSpec? Parse(MapReader owner)
    {
        if (owner.Scalar(Key) is { } word)
        {
            return new ServiceCodesSpec(BaseOf(owner, word), [], owner.Findings.Locate(word));
        }

        if (owner.Map(Key) is not { } map)
        {
            return null;
        }

        var codes = map.Entries
            .Where(entry => entry.Key.Text != Base && entry.Value is ScalarNode)
            .Select(entry => new ParameterSpec(map.Locate(entry.Key.Text, entry.Key), map.Locate(((ScalarNode)entry.Value).Text, entry.Value), null));
        return new ServiceCodesSpec(map.Scalar(Base) is { } given ? BaseOf(map, given) : null, [.. codes], map.Location);
    }

    private static Located<ServiceCodes> BaseOf(MapReader reader, ScalarNode word) =>
        reader.Locate(word.Text == "factory" ? ServiceCodes.Factory : ServiceCodes.None, word);
}
