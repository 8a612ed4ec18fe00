using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Sections;

/// <summary>Where and when the phone fetches its profile and its firmware.</summary>
internal static class ProvisioningSection
{
    /// <summary>
    /// The first line of ours has not been registered for five minutes, and the last fetch was at least ten minutes ago: a phone whose password or
    /// server is stale heals itself, and a PBX that is down costs at most one fetch in ten minutes a phone. Phones count lines 1 and 2 only.
    /// </summary>
    public static string RefetchWhenUnregistered(Phone phone) => phone.Registrations is [{ Index: 1 or 2 } first, ..]
        ? $"$REGTMR{Text(first.Index)} gt 300 and $PRVTMR ge 600"
        : "";

    private const int FactoryRetrySeconds = 3600;
    private const int RandomDelayUnitSeconds = 20;

    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var provisioning = context.Site.Provisioning;
        var everyPlace = context.Written("provisioning.resync.every");
        var every = (long)provisioning.ResyncEvery.TotalSeconds;
        profile.Set("Provision_Enable", "Yes");
        profile.Set("Resync_On_Reset", RenderContext.YesNo(provisioning.ResyncOnReset), context.Written("provisioning.resync.onReset"));
        var delay = Text((long)Math.Ceiling(provisioning.ResyncRandomDelay.TotalSeconds / RandomDelayUnitSeconds));
        profile.Set("Resync_Random_Delay", delay, context.Written("provisioning.resync.randomDelay"));
        profile.Set("Resync_Periodic", Text(every), everyPlace);
        var retry = (long?)provisioning.ResyncRetry?.TotalSeconds ?? (every > 0 ? Math.Min(every, FactoryRetrySeconds) : FactoryRetrySeconds);
        profile.Set("Resync_Error_Retry_Delay", Text(retry), context.Written("provisioning.resync.retry") ?? everyPlace);
        profile.Set("Resync_From_SIP", "Yes");
        profile.Set("Resync_Trigger_1", RefetchWhenUnregistered(context.Phone));
        profile.Set("Resync_Trigger_2", "");
        profile.Set(ProfileRules.First, ProfileRules.FirstOf(provisioning, context.Flat.ProfileMacro), provisioning.KeyUrl?.Location ?? provisioning.Url.Location);
        profile.Set(ProfileRules.Second, ProfileRules.SecondOf(provisioning, context.Flat.ProfileMacro), provisioning.KeyUrl is null ? null : provisioning.Url.Location);
        profile.Set("Profile_Rule_C", "");
        profile.Set("Profile_Rule_D", "");
        profile.Set("Upgrade_Enable", "Yes");
        WriteUpgradeRule(profile, context);
    }

    private static void WriteUpgradeRule(ProfileBuilder profile, RenderContext context)
    {
        if (context.Phone.Firmware is not { } firmware)
        {
            profile.Set("Upgrade_Rule", "");
            return;
        }

        // The phone takes the first alternative whose condition holds, so the oldest stepping stone stands first.
        var alternatives = context.Phone.SteppingStones.Select(stone => Alternative(stone, "lt")).Append(Alternative(firmware, "ne"));
        profile.Set("Upgrade_Rule", string.Join(" | ", alternatives), context.Phone.Spec.Firmware?.Location ?? firmware.Version.Location);

        string Alternative(FirmwareImageSpec image, string comparison)
        {
            var provisioning = context.Site.Provisioning;
            return $"( $SWVER {comparison} {context.Flat.SoftwareVersion(image)} )? {(provisioning.FirmwareUrl ?? provisioning.Url).Value}{provisioning.FirmwarePath}/{image.Image.Value}";
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
