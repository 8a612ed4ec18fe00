using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>An endpoint option that names a context makes it one that phones reach.</summary>
internal sealed class OptionContextRule(HostPolicy policy) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var own = OwnContexts.Of(fleet);
        return from option in fleet.Site.Asterisk.Endpoint
               where option.Name.Value.EndsWith("context", StringComparison.OrdinalIgnoreCase) && !own.Contains(option.Value.Value) && !policy.Include.Contains(option.Value.Value)
               select Codes.PolicyContext.At(
                   option.Value.Location,
                   $"The endpoint option {option.Name.Value} names the context \"{option.Value.Value}\", which this host does not let a commit use.",
                   PolicyRules.Grant("include", option.Value.Value));
    }
}
