using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Sections;

/// <summary>Time zone, daylight saving and character set.</summary>
internal static class RegionalSection
{
    /// <summary>The time zone of a factory phone; written where no time zone is set.</summary>
    private static readonly PhoneTimeZone Factory = new("GMT-08:00", "", "");

    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        profile.Set("Default_Character_Encoding", "UTF-8");
        var source = context.Settings.TimeZone?.Location;
        var zone = context.Settings.TimeZone is { } given ? Of(given) : Factory;
        profile.Set("Time_Zone", zone.TimeZone, source);
        profile.Set("Time_Offset__HH_mm_", zone.TimeOffset, source);
        profile.Set("Daylight_Saving_Time_Enable", RenderContext.YesNo(zone.DaylightSavingRule.Length > 0 || source is null), source);
        profile.Set("Daylight_Saving_Time_Rule", zone.DaylightSavingRule, source);
    }

    private static PhoneTimeZone Of(Located<TimeZoneSpec> given)
    {
        if (PhoneTimeZone.TryFrom(given.Value, out var zone, out var problem))
        {
            return zone;
        }

        throw new InvalidOperationException($"{given.Location}: {problem} PhoneRules refuses it before anything is rendered.");
    }
}
