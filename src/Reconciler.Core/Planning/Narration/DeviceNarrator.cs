using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Describes the changes of a phone as a device: its firmware, time zone and address.</summary>
internal static class DeviceNarrator
{
    /// <summary>The key of the specs, told by the zone's name rather than by the parameters that it sets.</summary>
    public const string TimeZone = "timeZone";

    public static IEnumerable<string> Describe(PhoneChange change, Phone old, Phone phone)
    {
        if (change.Verb == PlanVerb.Change && old.Firmware?.Version.Value != phone.Firmware?.Version.Value)
        {
            yield return phone.Firmware is { } firmware
                ? $"upgrades to firmware {firmware.Version.Value} ({firmware.Image.Value}){Stones(phone)}"
                : "keeps the firmware that it runs: no version is asked of it any more";
        }
        else if (change.Verb == PlanVerb.Change && change.Changes.Any(c => c.Name == "Upgrade_Rule"))
        {
            yield return Stones(old) == Stones(phone)
                ? "looks for its firmware in another place"
                : $"goes to firmware {phone.Firmware!.Version.Value}{(phone.SteppingStones.IsEmpty ? " without a stepping stone" : Stones(phone))}";
        }

        var (zone, newZone) = (old.Settings.TimeZone?.Value.Zone, phone.Settings.TimeZone?.Value.Zone);
        if (zone != newZone)
        {
            yield return $"{TimeZone} {Words.Becomes(zone, newZone)}";
        }

        var (from, to) = (old.Spec.Address?.Value, phone.Spec.Address?.Value);
        if (from != to)
        {
            yield return (from, to) switch
            {
                (null, _) => $"gets the address {to} by DHCP",
                (_, null) => $"loses its DHCP reservation of {from}",
                _ => $"gets the address {to} in place of {from} by DHCP",
            };
        }
    }

    /// <summary>The versions that a phone with something older runs first; empty: nothing.</summary>
    public static string Stones(Phone phone) => phone.SteppingStones.IsEmpty
        ? ""
        : $" by way of {Words.Join([.. phone.SteppingStones.Select(stone => $"{stone.Version.Value} ({stone.Image.Value})")])} where it runs something older";
}
