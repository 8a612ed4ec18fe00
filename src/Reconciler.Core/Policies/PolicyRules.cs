using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>Finds what a commit uses and the host's policy does not grant. A finding of the host: each says the line that grants it.</summary>
public static class PolicyRules
{
    private static readonly ImmutableArray<Func<Fleet, HostPolicy, IEnumerable<Diagnostic>>> Rules =
        [ContextPolicy.Includes, ContextPolicy.Options, ContextPolicy.OwnNames, ContextPolicy.Routes, GotoPolicy.Check, SettingPolicy.EndpointOptions, SettingPolicy.Parameters];

    public static ImmutableArray<Diagnostic> Check(Fleet fleet, HostPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(policy);
        return [.. Rules.SelectMany(rule => rule(fleet, policy)).Distinct()];
    }

    /// <summary>The line of agent.yaml that grants it.</summary>
    internal static string Grant(string key, string name) => $"If the host's administrator means it, he adds `policy: {{ contexts: {{ {key}: [{name}] }} }}` to agent.yaml, beside what stands there.";
}
