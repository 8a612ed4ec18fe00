using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>The name of a spec in a message.</summary>
internal static class SpecTitle
{
    public static string Of(Spec spec) => spec switch
    {
        PhoneSpec phone => $"phone {phone.Mac.Value.WithColons}",
        ProfileSpec profile => $"profile \"{profile.Name.Value}\"",
        ExtensionSpec extension => $"extension {extension.Number}",
        RingGroupSpec group => $"ring group {group.Number}",
        RouteSpec route => $"route {route.Did}@{route.Context}",
        _ => "the site",
    };
}
