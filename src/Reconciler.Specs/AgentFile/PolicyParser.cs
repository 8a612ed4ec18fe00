using System.Collections.Immutable;
using Reconciler.Core.Policies;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>Reads <c>policy</c>; its forms are the schema's to judge.</summary>
internal static class PolicyParser
{
    public static HostPolicy Parse(MapReader? policy)
    {
        var contexts = policy?.Map("contexts");
        return new HostPolicy
        {
            Include = Names(contexts, "include") ?? [],
            Goto = Names(contexts, "goto") ?? [],
            Route = Names(contexts, "route") ?? [],
            Phones = Names(contexts, "phones"),
            EndpointOptions = Names(policy, "endpointOptions"),
            Parameters = Names(policy, "parameters"),
        };
    }

    private static ImmutableSortedSet<string>? Names(MapReader? owner, string key) => owner?.Node(key) is ListNode list
        ? list.Items.OfType<ScalarNode>().Select(item => item.Text).ToImmutableSortedSet(StringComparer.Ordinal)
        : null;
}
