using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>Contexts that the site's own may include: each is one that phones reach.</summary>
internal sealed class IncludedContextRule(HostPolicy policy) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var own = OwnContexts.Of(fleet);
        return from context in fleet.Site.Asterisk.Contexts
               from include in context.Include
               where !own.Contains(include.Value) && !policy.Include.Contains(include.Value)
               select Codes.PolicyContext.At(
                   include.Location,
                   $"The context \"{context.Name.Value}\" includes \"{include.Value}\", which this host does not let a commit include.",
                   PolicyRules.Grant("include", include.Value));
    }
}
