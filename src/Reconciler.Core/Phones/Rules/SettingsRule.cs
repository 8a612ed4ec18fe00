using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Text;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Settings where they are written: each phone's own, and each profile's once for every model that it is applied to.</summary>
internal static class SettingsRule
{
    public static void Check(Fleet fleet, DiagnosticList diagnostics)
    {
        var seen = PhoneModel.All.Select(_ => new HashSet<object>(ReferenceEqualityComparer.Instance)).ToArray();
        foreach (var phone in fleet.Phones)
        {
            var done = seen[PhoneModel.All.IndexOf(phone.Model)];
            CheckSettings(phone.Spec.Settings, phone.Model, diagnostics);
            foreach (var profile in phone.Profiles)
            {
                if (done.Add(profile))
                {
                    CheckProfile(profile, phone.Model, diagnostics);
                }
            }
        }
    }

    private static void CheckProfile(ProfileSpec profile, PhoneModel model, DiagnosticList diagnostics)
    {
        CheckSettings(profile.Settings, model, diagnostics);
        foreach (var parameters in profile.Models)
        {
            if (parameters.Model.Value == model)
            {
                CheckParameters(parameters.Parameters, model, diagnostics);
            }
        }
    }

    private static void CheckSettings(SettingsSpec settings, PhoneModel model, DiagnosticList diagnostics)
    {
        CheckText(settings.StationName, "stationName", diagnostics);
        CheckText(settings.SyslogServer, "The syslog server", diagnostics);
        CheckText(settings.DebugServer, "The debug server", diagnostics);
        CheckText(settings.DialPlan, "dialPlan", diagnostics);
        DialPlanRule.Check(settings, diagnostics);
        TimeZoneRule.Check(settings, diagnostics);
        TypedSettingRule.Check(settings, model, diagnostics);
        FactoryValueRule.Check(settings, model, diagnostics);
        CheckParameters(settings.Parameters, model, diagnostics);
        foreach (var parameter in settings.Unchecked)
        {
            UncheckedRule.Check(parameter, diagnostics);
        }
    }

    private static void CheckParameters(IEnumerable<ParameterSpec> parameters, PhoneModel model, DiagnosticList diagnostics)
    {
        foreach (var parameter in parameters)
        {
            ParameterRule.Check(parameter, model, diagnostics);
        }
    }

    private static void CheckText(Located<string>? text, string what, DiagnosticList diagnostics)
    {
        if (text is { } given && PhoneText.Problem(given.Value) is { } problem)
        {
            diagnostics.Add(Codes.TextNotRepresentable.At(given.Location, $"{what} {problem}."));
        }
    }
}
