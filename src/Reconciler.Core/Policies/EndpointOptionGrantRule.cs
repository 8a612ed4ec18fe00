using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>Endpoint options by name, where the host limits them.</summary>
internal sealed class EndpointOptionGrantRule(HostPolicy policy) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet) =>
        from option in fleet.Site.Asterisk.Endpoint
        where policy.EndpointOptions is { } allowed && !allowed.Contains(option.Name.Value)
        select Codes.PolicySetting.At(
            option.Name.Location,
            $"This host does not let a commit set the endpoint option {option.Name.Value}.",
            PolicyRules.GrantSetting("endpointOptions", option.Name.Value));
}
