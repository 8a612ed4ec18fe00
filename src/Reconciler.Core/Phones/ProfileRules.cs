using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones;

/// <summary>
/// The rules by which phones fetch. Where keys are fetched, that comes first in every resync and says how the profile is fetched then: so a site turns
/// encryption on and off, and a key changes, without a phone that is left with the wrong rule.
/// </summary>
internal static class ProfileRules
{
    /// <summary>The folder, on the server of <c>keyUrl</c>, that phones' keys are below.</summary>
    public const string KeyFolder = "keys";

    /// <summary>The parameter that holds a phone's key: it is shown nowhere, and rules name it as an argument of <c>--key</c> alone.</summary>
    public const string KeyParameter = "GPP_SA";

    public const string First = "Profile_Rule";

    public const string Second = "Profile_Rule_B";

    /// <summary>The rule that a phone without a profile gets.</summary>
    /// <param name="provisioning">The site's.</param>
    /// <param name="profile">The name of a device's profile in its family's macros.</param>
    public static string FirstOf(ProvisioningSpec provisioning, string profile) => provisioning.KeyUrl is { } keys
        ? $"{keys.Value}/{KeyFolder}{provisioning.ProfilePath}/{profile}"
        : ProfileOf(provisioning, profile);

    /// <summary>Empty where the first fetches the profile.</summary>
    public static string SecondOf(ProvisioningSpec provisioning, string profile) => provisioning.KeyUrl is null ? "" : ProfileOf(provisioning, profile);

    private static string ProfileOf(ProvisioningSpec provisioning, string profile) =>
        $"{(provisioning.Encrypt ? "[--key $SA] " : "")}{provisioning.Url.Value}{provisioning.ProfilePath}/{profile}";
}
