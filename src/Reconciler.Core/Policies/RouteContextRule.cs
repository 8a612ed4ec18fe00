using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>Trunks' contexts, to which routes add numbers.</summary>
internal sealed class RouteContextRule(HostPolicy policy) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet) =>
        from route in fleet.Routes
        where !policy.Route.Contains(route.Context.Value)
        select Codes.PolicyContext.At(
            route.Context.Location,
            $"The route of {route.Did.Value} is in the context \"{route.Context.Value}\", to which this host does not let a commit add numbers.",
            PolicyRules.Grant("route", route.Context.Value));
}
