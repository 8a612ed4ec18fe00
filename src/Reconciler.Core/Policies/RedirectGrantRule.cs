using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>
/// Options that let a phone that forwards a call name the place to call itself, past the dialplan and so past every context: to a trunk that knows this host by
/// its address, for instance. Unlike other options they need the host's word.
/// </summary>
internal sealed class RedirectGrantRule(HostPolicy policy) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet) =>
        from option in fleet.Site.Asterisk.Endpoint
        where policy.EndpointOptions is null && LeadsPast(option.Name.Value, option.Value.Value)
        select Codes.PolicySetting.At(
            option.Value.Location,
            $"With the endpoint option {option.Name.Value}: {option.Value.Value} a phone forwards calls past the dialplan, which this host does not let a commit allow.",
            PolicyRules.GrantSetting("endpointOptions", option.Name.Value));

    private static bool LeadsPast(string name, string value) => (name, value) is ("redirect_method", not "user") or ("promiscredir", not "no");
}
