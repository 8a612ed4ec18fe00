using System.Globalization;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones;

/// <summary>Renders the flat profile that a factory device asks for first (<c>spa525G.cfg</c>): where its own is, and to fetch it soon. The same for every model.</summary>
public static class BootstrapRenderer
{
    private const string RetrySeconds = "60";

    /// <param name="site">The site.</param>
    /// <param name="profile">The name of a device's own profile in its macros.</param>
    public static byte[] Render(SiteSpec site, string profile)
    {
        var provisioning = site.Provisioning;
        return ProfileWriter.ToBytes(
        [
            Parameter("Resync_On_Reset", "Yes"),
            Parameter("Resync_Periodic", ((long)provisioning.BootstrapResync.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            Parameter("Resync_Error_Retry_Delay", RetrySeconds),
            Parameter(ProfileRules.First, ProfileRules.FirstOf(provisioning, profile)),
        ]);
    }

    private static ProfileParameter Parameter(string name, string value) => new(name, value, null, MayReboot: false);
}
