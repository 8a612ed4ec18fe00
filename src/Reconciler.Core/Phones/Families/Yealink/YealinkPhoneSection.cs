using System.Globalization;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>The settings that a phone has once: where it fetches, its web pages and log, its clock, the codes of picking up.</summary>
internal static class YealinkPhoneSection
{
    private const string On = "1";
    private const string Off = "0";
    private const int SecondsOfMinute = 60;

    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        WriteProvisioning(profile, context);
        var (settings, web) = (context.Settings, context.Settings.WebServer);
        profile.Set("Enable_Web_Server", Flag(web?.Value ?? true), web?.Location);
        profile.Set("Enable_Web_Server_Https", Flag(web?.Value ?? true), web?.Location);
        profile.Set("Admin_Passwd", AdminPassword(context), settings.AdminPassword?.Location);
        profile.Set("Syslog_Enable", settings.SyslogServer is null ? YealinkFamily.Factory : On, settings.SyslogServer?.Location);
        profile.Set("Syslog_Server", settings.SyslogServer?.Value ?? YealinkFamily.Factory, settings.SyslogServer?.Location);
        WriteTime(profile, context);
        WriteDialPlan(profile, context);
        var features = context.Site.Features;
        WriteCode(profile, "Pickup", features.DirectedPickup?.Value, context.Written("features.directedPickup"));
        WriteCode(profile, "Group_Pickup", features.GroupPickup?.Value, context.Written("features.groupPickup"));
    }

    public static string Flag(bool value) => value ? On : Off;

    private static void WriteProvisioning(ProfileBuilder profile, RenderContext context)
    {
        var provisioning = context.Site.Provisioning;
        var every = (long)Math.Ceiling(provisioning.ResyncEvery.TotalSeconds / SecondsOfMinute);
        var place = context.Written("provisioning.resync.every");
        profile.Set("Resync_On_Reset", Flag(provisioning.ResyncOnReset), context.Written("provisioning.resync.onReset"));
        profile.Set("Repeat", Flag(every > 0), place);
        profile.Set("Resync_Periodic", every > 0 ? every.ToString(CultureInfo.InvariantCulture) : YealinkFamily.Factory, place);
        profile.Set("Profile_Rule", $"{provisioning.Url.Value}{provisioning.ProfilePath}", provisioning.Url.Location);

        // A NOTIFY says itself whether it is to restart the phone.
        profile.Set("Resync_From_SIP", Off);
        var firmware = context.Phone.Firmware;
        profile.Set(
            "Upgrade_Rule",
            firmware is null ? YealinkFamily.Factory : $"{(provisioning.FirmwareUrl ?? provisioning.Url).Value}{provisioning.FirmwarePath}/{firmware.Image.Value}",
            firmware is null ? null : context.Phone.Spec.Firmware?.Location ?? firmware.Version.Location);
    }

    private static ConfigText AdminPassword(RenderContext context) => context.Settings.AdminPassword is { } given
        ? ConfigText.Concat("admin:", context.Secrets.Resolve(given.Value))
        : YealinkFamily.Factory;

    private static void WriteTime(ProfileBuilder profile, RenderContext context)
    {
        var source = context.Settings.TimeZone?.Location;
        var time = context.Settings.TimeZone is { } given && YealinkTime.TryFrom(given.Value, out var known) ? known : null;
        var saves = time is { Start.Length: > 0 };
        profile.Set("Time_Zone", time?.Zone ?? YealinkFamily.Factory, source);
        profile.Set("Time_Zone_Name", YealinkFamily.Factory, source);
        profile.Set("Daylight_Saving_Time_Enable", time is null ? YealinkFamily.Factory : Flag(saves), source);
        profile.Set("Daylight_Saving_Type", saves ? On : YealinkFamily.Factory, source);
        profile.Set("Daylight_Saving_Start", saves ? time!.Start : YealinkFamily.Factory, source);
        profile.Set("Daylight_Saving_End", saves ? time!.End : YealinkFamily.Factory, source);
        profile.Set("Daylight_Saving_Offset", saves ? time!.SavedMinutes.ToString(CultureInfo.InvariantCulture) : YealinkFamily.Factory, source);
    }

    private static void WriteDialPlan(ProfileBuilder profile, RenderContext context)
    {
        var (plan, source) = (context.Settings.DialPlan, context.Settings.DialPlan?.Location ?? context.Written("emergency"));
        var map = YealinkDigitMap.Of(plan?.Value, context.Site.Emergency);
        profile.Set("Dial_Plan_Enable", map is null ? YealinkFamily.Factory : On, source);
        profile.Set("Dial_Plan", map ?? YealinkFamily.Factory, source);
    }

    private static void WriteCode(ProfileBuilder profile, string feature, string? code, Diagnostics.SpecLocation? source)
    {
        profile.Set(feature + "_Enable", code is null ? YealinkFamily.Factory : On, source);
        profile.Set(feature + "_Code", code ?? YealinkFamily.Factory, source);
    }
}
