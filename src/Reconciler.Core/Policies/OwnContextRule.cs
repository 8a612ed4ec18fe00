using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>A context of the administrator's that the site called its own would be the phones' to call from, and to include.</summary>
internal sealed class OwnContextRule(HostPolicy policy) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet)
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
}
