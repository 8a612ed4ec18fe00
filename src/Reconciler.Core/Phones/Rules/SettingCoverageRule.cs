using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Phones.Rules;

/// <summary>No setting is dropped in silence: what a phone's model is not known to have, its own file may not set, and a profile is warned of.</summary>
internal sealed class SettingCoverageRule : IRule<SettingsOnModel>
{
    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        var (settings, model, _) = subject;
        var family = DeviceFamilies.Of(model);
        if (family.PassesOverSettings)
        {
            return;
        }

        foreach (var value in settings.Typed)
        {
            if (SettingFields.Find(value.Key) is { } field && !field.ElementsOn(model).Any())
            {
                Add(subject, value.Key, value.Location, diagnostics);
            }
        }

        foreach (var (key, place) in PlainOf(settings))
        {
            if (place is { } written && !family.Managed.HasKey(key, model))
            {
                Add(subject, key, written, diagnostics);
            }
        }

        // A device that listens to no codes of its own has none to empty or to keep.
        if (settings.ServiceCodes is { Codes.IsEmpty: false } codes && family.Catalogue.ServiceCodes.IsEmpty)
        {
            Add(subject, "serviceCodes", codes.Location, diagnostics);
        }
    }

    private static IEnumerable<(string Key, SpecLocation? Place)> PlainOf(SettingsSpec settings) =>
    [
        ("stationName", settings.StationName?.Location),
        ("syslog.server", settings.SyslogServer?.Location),
        ("syslog.debugServer", settings.DebugServer?.Location),
        ("syslog.debugLevel", settings.DebugLevel?.Location),
        ("timeZone", settings.TimeZone?.Location),
        ("dialPlan", settings.DialPlan?.Location),
        ("admin.password", settings.AdminPassword?.Location),
        ("admin.webServer", settings.WebServer?.Location),
    ];

    private static void Add(SettingsOnModel subject, string key, SpecLocation place, DiagnosticList diagnostics)
    {
        var (code, hint) = subject.IsOfPhone
            ? (Codes.SettingOfNoElement, "Leave it out, or name the element under parameters or unchecked.")
            : (Codes.SettingNotOnModel, "Such phones keep what they have; give the setting in a profile that they do not have.");
        diagnostics.Add(code.At(place, $"No public document of the {subject.Model.Name} has anything for {key}.", hint));
    }
}
