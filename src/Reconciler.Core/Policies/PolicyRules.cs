using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>Finds what a commit uses and the host's policy does not grant. A finding of the host: each says the line that grants it.</summary>
public static class PolicyRules
{
    public static ImmutableArray<Diagnostic> Check(Fleet fleet, HostPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(policy);
        return Of(policy).Check(fleet);
    }

    private static RuleList<Fleet> Of(HostPolicy policy) => new(
    [
        new IncludedContextRule(policy),
        new OptionContextRule(policy),
        new OwnContextRule(policy),
        new RouteContextRule(policy),
        new GotoGrantRule(policy),
        new EndpointOptionGrantRule(policy),
        new RedirectGrantRule(policy),
        new ParameterGrantRule(policy),
    ]);

    /// <summary>The lines of agent.yaml that findings after the first ask for, for a message that shows only the first whole; empty: none.</summary>
    internal static string OtherGrants(IReadOnlyList<Diagnostic> findings) => string.Concat(findings
        .Where(f => (f.Code == Codes.PolicyContext.Id || f.Code == Codes.PolicySetting.Id) && f.Hint != findings[0].Hint)
        .Select(f => " " + f.Hint)
        .Distinct());

    /// <summary>The line of agent.yaml that grants a context.</summary>
    internal static string Grant(string key, string name) => Line($"contexts: {{ {key}: [{name}] }}");

    /// <summary>The line of agent.yaml that grants names to the site's own contexts, without the sentence around it.</summary>
    public static string PhonesLine(IEnumerable<string> names) => $"policy: {{ contexts: {{ phones: [{string.Join(", ", names)}] }} }}";

    /// <summary>The contexts that a fleet calls its own and phones call from.</summary>
    public static ImmutableSortedSet<string> PhoneContexts(EffectiveFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        return [.. fleet.Site.Asterisk.Contexts.Select(c => c.Name.Value), .. fleet.Extensions.Select(e => e.CallingContext), fleet.Site.Asterisk.Context.Value];
    }

    /// <summary>The line of agent.yaml that grants an option or a parameter.</summary>
    internal static string GrantSetting(string key, string name) => Line($"{key}: [{name}]");

    private static string Line(string policy) => $"If the host's administrator means it, he adds `policy: {{ {policy} }}` to agent.yaml, beside what stands there.";
}
