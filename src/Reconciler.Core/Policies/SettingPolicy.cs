using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Policies;

/// <summary>Options and parameters by name, where the host limits them.</summary>
internal static class SettingPolicy
{
    public static IEnumerable<Diagnostic> EndpointOptions(Fleet fleet, HostPolicy policy) =>
        from option in fleet.Site.Asterisk.Endpoint
        where policy.EndpointOptions is { } allowed && !allowed.Contains(option.Name.Value)
        select Codes.PolicySetting.At(
            option.Name.Location,
            $"This host does not let a commit set the endpoint option {option.Name.Value}.",
            PolicyRules.GrantSetting("endpointOptions", option.Name.Value));

    public static IEnumerable<Diagnostic> Parameters(Fleet fleet, HostPolicy policy) =>
        policy.Parameters is not { } allowed ? [] :
        from phone in fleet.Phones
        from parameter in phone.Settings.Parameters.Concat<ParameterSpec>(phone.Settings.Unchecked)
        where !allowed.Contains(parameter.Name.Value)
        select Codes.PolicySetting.At(
            parameter.Name.Location,
            $"This host does not let a commit set the parameter {parameter.Name.Value}.",
            PolicyRules.GrantSetting("parameters", parameter.Name.Value));
}
