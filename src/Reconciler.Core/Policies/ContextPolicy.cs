using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>Contexts of the dialplan: which the site may include, call its own, or add inbound numbers to.</summary>
internal static class ContextPolicy
{
    public static IEnumerable<Diagnostic> Includes(Fleet fleet, HostPolicy policy)
    {
        var own = OwnOf(fleet);
        return from context in fleet.Site.Asterisk.Contexts
               from include in context.Include
               where !own.Contains(include.Value) && !policy.Include.Contains(include.Value)
               select Codes.PolicyContext.At(
                   include.Location,
                   $"The context \"{context.Name.Value}\" includes \"{include.Value}\", which this host does not let a commit include.",
                   PolicyRules.Grant("include", include.Value));
    }

    /// <summary>An option that names a context makes it one that phones reach.</summary>
    public static IEnumerable<Diagnostic> Options(Fleet fleet, HostPolicy policy)
    {
        var own = OwnOf(fleet);
        return from option in fleet.Site.Asterisk.Endpoint
               where option.Name.Value.EndsWith("context", StringComparison.OrdinalIgnoreCase) && !own.Contains(option.Value.Value) && !policy.Include.Contains(option.Value.Value)
               select Codes.PolicyContext.At(
                   option.Value.Location,
                   $"The endpoint option {option.Name.Value} names the context \"{option.Value.Value}\", which this host does not let a commit use.",
                   PolicyRules.Grant("include", option.Value.Value));
    }

    /// <summary>A context of the administrator's that the site called its own would be the phones' to call from, and to include.</summary>
    public static IEnumerable<Diagnostic> OwnNames(Fleet fleet, HostPolicy policy)
    {
        var foreign = policy.Include.Union(policy.Route).Union(policy.Goto.Select(place => place.Split(',')[0]));
        foreach (var name in fleet.Site.Asterisk.Contexts.Select(c => c.Name).Prepend(fleet.Site.Asterisk.Context))
        {
            if (policy.Phones is { } allowed ? !allowed.Contains(name.Value) : foreign.Contains(name.Value))
            {
                yield return Codes.PolicyContext.At(
                    name.Location,
                    $"The site calls the context \"{name.Value}\" its own, which this host does not let it.",
                    PolicyRules.Grant("phones", name.Value));
            }
        }
    }

    public static IEnumerable<Diagnostic> Routes(Fleet fleet, HostPolicy policy) =>
        from route in fleet.Routes
        where !policy.Route.Contains(route.Context.Value)
        select Codes.PolicyContext.At(
            route.Context.Location,
            $"The route of {route.Did.Value} is in the context \"{route.Context.Value}\", to which this host does not let a commit add numbers.",
            PolicyRules.Grant("route", route.Context.Value));

    /// <summary>The contexts that the specs themselves make.</summary>
    public static HashSet<string> OwnOf(Fleet fleet)
    {
        var site = fleet.Site.Asterisk.Context.Value;
        return [site, DialplanContexts.NumbersOf(site), .. fleet.Site.Asterisk.Contexts.Select(c => c.Name.Value)];
    }
}
