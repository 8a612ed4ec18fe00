using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Describes the changes of phones: each whole, in the order in which people ask, and what they notice at the phone.</summary>
internal sealed class PhoneNarrator(FleetNames before, FleetNames after)
{
    // Told by lines, keys and firmware; as parameters they would be told twice.
    private static readonly ImmutableArray<string> OfLines =
        ["Line_Enable_{n}_", "Display_Name_{n}_", "User_ID_{n}_", "Password_{n}_", "Mailbox_ID_{n}_", "Resync_Trigger_1", "Upgrade_Rule"];

    private static readonly ImmutableArray<string> OfKeys = ["Extension_{n}_", "Short_Name_{n}_", "Extended_Function_{n}_", "Unit_{u}_Enable", "Unit_{u}_Key_{k}"];

    public ImmutableArray<StoryEntry> Describe(ImmutableArray<PhoneChange> changes) => [.. changes.Select(Describe)];

    private StoryEntry Describe(PhoneChange change)
    {
        var old = before.Find(change.Replaces ?? change.Mac);
        var phone = after.Find(change.Mac);
        var lines = change.Verb switch
        {
            PlanVerb.Add => Added(phone!),
            PlanVerb.Remove => Removed(old!),
            PlanVerb.Replace => [Replaced(old!, phone!), .. Changed(change, old!, phone!)],
            _ => Changed(change, old!, phone!),
        };
        return new StoryEntry(change.Mac.ToString(), change.Verb, FleetNames.TitleOf(phone ?? old!), [.. lines, .. Effects(change, old, phone)]);
    }

    private IEnumerable<string> Added(Phone phone)
    {
        yield return phone.Registrations.IsEmpty
            ? "is new, and registers no extension"
            : $"is new, and registers {Words.Join([.. phone.Registrations.Select(r => after.Named(LineNarrator.NumberOf(r)))])}";
        if (phone.Spec.Address is { } address)
        {
            yield return $"gets the address {address.Value} by DHCP";
        }

        if (phone.Firmware is { } firmware)
        {
            yield return $"upgrades to firmware {firmware.Version.Value}{DeviceNarrator.Stones(phone)} unless it runs it";
        }
    }

    private IEnumerable<string> Removed(Phone phone)
    {
        yield return "is removed, and finds no profile any more";
        var lines = phone.Registrations.Select(LineNarrator.NumberOf).Distinct(StringComparer.Ordinal).ToList();
        var kept = lines.Where(number => after.Find(number) is not null).ToList();
        if (kept.Count > 0)
        {
            var what = kept.Count == lines.Count ? "its lines" : Words.Join([.. kept.Select(after.Named)]);
            yield return $"goes on registering {what} until it is unplugged or the secrets are rotated";
        }
    }

    private static string Replaced(Phone old, Phone phone) => old.Model == phone.Model
        ? $"replaces {old.Mac.WithColons}, with the same lines ({Words.Join([.. phone.Registrations.Select(LineNarrator.NumberOf)])})"
        : $"replaces the {old.Model} {old.Mac.WithColons}, with the same lines ({Words.Join([.. phone.Registrations.Select(LineNarrator.NumberOf)])})";

    private IEnumerable<string> Changed(PhoneChange change, Phone old, Phone phone)
    {
        if (change.Verb == PlanVerb.Change && old.Model != phone.Model)
        {
            yield return $"becomes a {phone.Model} in place of a {old.Model}: its whole profile is written for that model";
        }

        foreach (var line in new LineNarrator(before, after).Describe(old, phone))
        {
            yield return line;
        }

        ImmutableArray<string> keys = [.. KeyNarrator.Describe(old, phone)];
        foreach (var key in keys)
        {
            yield return key;
        }

        foreach (var line in DeviceNarrator.Describe(change, old, phone))
        {
            yield return line;
        }

        if (old.Model == phone.Model)
        {
            foreach (var setting in ParameterNarrator.Describe(Unexplained(change, keys.IsEmpty, old, phone), phone.Model, name => SettingOf(name, old, phone)))
            {
                yield return setting;
            }
        }
    }

    private static IEnumerable<ValueChange> Unexplained(PhoneChange change, bool keysAreTheSame, Phone old, Phone phone)
    {
        var sameLines = old.Registrations.Select(LineNarrator.NumberOf).SequenceEqual(phone.Registrations.Select(LineNarrator.NumberOf), StringComparer.Ordinal)
            && old.Registrars.Select(LineNarrator.NameOf).SequenceEqual(phone.Registrars.Select(LineNarrator.NameOf), StringComparer.Ordinal);
        var sameZone = old.Settings.TimeZone?.Value.Zone == phone.Settings.TimeZone?.Value.Zone;
        var managed = ManagedParameters.Of(phone.Model);
        return change.Changes.Where(c =>
        {
            var pattern = managed.PatternOf(c.Name) ?? c.Name;
            return c.Name is not ("address" or "model")
                && !OfLines.Contains(pattern)
                && (keysAreTheSame || !OfKeys.Contains(pattern))
                && (sameLines || pattern != "Proxy_{n}_")
                && (sameZone || managed.KeyOf(c.Name) != DeviceNarrator.TimeZone);
        });
    }

    /// <summary>The typed setting that sets an element of the phone, before or after.</summary>
    private static string? SettingOf(string element, Phone old, Phone phone) => SettingFields.Of(element, phone.Model)
        .LastOrDefault(f => old.Settings.Typed.Concat(phone.Settings.Typed).Any(v => v.Key == f.Key))?.Key;

    private static string Reboots(Phone phone) => phone.SteppingStones.IsEmpty
        ? "reboots once"
        : string.Create(CultureInfo.InvariantCulture, $"reboots once, or up to {phone.SteppingStones.Length + 1} times");

    /// <summary>A NOTIFY is of no use to it, since it would be asked for the old password; what brings it back for sure is the period that it runs with.</summary>
    private string ByItself() => before.Fleet?.Site.Provisioning.ResyncEvery is { } every && every > TimeSpan.Zero
        ? $"which it does by itself within {Words.Seconds(every)}"
        : "which it never does by itself";

    private IEnumerable<string> Effects(PhoneChange change, Phone? old, Phone? phone)
    {
        var effects = new List<string>();
        if (change.Effects.Contains(PhoneEffect.Resync))
        {
            effects.Add("fetches its profile");
        }

        if (change.Effects.Contains(PhoneEffect.Reregister))
        {
            effects.Add("re-registers");
        }

        if (change.Effects.Contains(PhoneEffect.Reboot))
        {
            effects.Add(phone?.Firmware is { } firmware && old?.Firmware?.Version.Value != firmware.Version.Value ? Reboots(phone) : "may reboot once");
        }

        if (effects.Count > 0)
        {
            yield return Words.Join(effects);
        }

        if (change.Effects.Contains(PhoneEffect.CannotCallUntilResync))
        {
            yield return $"cannot call until it has fetched its profile, {ByItself()}: the old password is refused at once";
        }
    }
}
