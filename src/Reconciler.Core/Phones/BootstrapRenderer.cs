using System.Globalization;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones;

/// <summary>Renders what a factory phone asks for first (<c>spa525G.cfg</c>): where its profile is, and to fetch it soon. The same for every model.</summary>
public static class BootstrapRenderer
{
    private const string RetrySeconds = "60";

    public static byte[] Render(SiteSpec site)
    {
        var provisioning = site.Provisioning;
        return ProfileWriter.ToBytes(
        [
            Parameter("Resync_On_Reset", "Yes"),
            Parameter("Resync_Periodic", ((long)provisioning.BootstrapResync.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            Parameter("Resync_Error_Retry_Delay", RetrySeconds),
            Parameter(ProfileRules.First, ProfileRules.FirstOf(provisioning)),
        ]);
    }

    private static ProfileParameter Parameter(string name, string value) => new(name, value, null, MayReboot: false);
}
