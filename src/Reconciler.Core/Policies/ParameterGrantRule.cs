using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Policies;

/// <summary>Phones' parameters by name, where the host limits them.</summary>
internal sealed class ParameterGrantRule(HostPolicy policy) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet) =>
        policy.Parameters is not { } allowed ? [] :
        from phone in fleet.Phones
        from parameter in phone.Settings.Parameters.Concat<ParameterSpec>(phone.Settings.Unchecked)
        where !allowed.Contains(parameter.Name.Value)
        select Codes.PolicySetting.At(
            parameter.Name.Location,
            $"This host does not let a commit set the parameter {parameter.Name.Value}.",
            PolicyRules.GrantSetting("parameters", parameter.Name.Value));
}
