using Reconciler.Core.Diagnostics;
using Reconciler.Core.Text;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Texts that go into a profile as they are can be written there.</summary>
internal sealed class SettingTextRule : IRule<SettingsOnModel>
{
    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        var settings = subject.Settings;
        CheckText(settings.StationName, "stationName", diagnostics);
        CheckText(settings.SyslogServer, "The syslog server", diagnostics);
        CheckText(settings.DebugServer, "The debug server", diagnostics);
        CheckText(settings.DialPlan, "dialPlan", diagnostics);
    }

    private static void CheckText(Located<string>? text, string what, DiagnosticList diagnostics)
    {
        if (text is { } given && PhoneText.Problem(given.Value) is { } problem)
        {
            diagnostics.Add(Codes.TextNotRepresentable.At(given.Location, $"{what} {problem}."));
        }
    }
}
