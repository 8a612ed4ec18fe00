using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>A phone takes XML that is pushed to it only from somebody with a password: it could dial and listen (CVE-2015-0670).</summary>
internal sealed class XmlPushRule : IRule<Fleet>
{
    private const string Enable = "CISCO_XML_EXE_Enable";
    private const string Mode = "CISCO_XML_EXE_Auth_Mode";
    private const string Trusted = "Trusted";

    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var seen = new HashSet<SpecLocation>();
        foreach (var phone in subject.Phones)
        {
            if (Find(phone.Settings, Enable) is { Text: { } enable } && IsYes(enable.Value) && Missing(phone.Settings) is { } missing && seen.Add(enable.Location))
            {
                diagnostics.Add(Codes.OpenXmlPush.At(
                    enable.Location,
                    $"The phones would take XML from anybody on the network, which can make them dial and listen (CVE-2015-0670): {missing}.",
                    "Set CISCO_XML_EXE_Auth_Mode to Local Credential, XML_User_Name, and XML_Password as a secret, or leave CISCO_XML_EXE_Enable out."));
            }
        }
    }

    private static string? Missing(SettingsSpec settings) =>
        string.Equals(Find(settings, Mode)?.Text?.Value.Trim(), Trusted, StringComparison.OrdinalIgnoreCase) ? "the mode Trusted asks for no password"
        : Find(settings, "XML_User_Name") is not { Text.Value.Length: > 0 } ? "XML_User_Name is not set"
        : Find(settings, "XML_Password") is not ({ Secret: not null } or { Text.Value.Length: > 0 }) ? "XML_Password is not set"
        : null;

    private static ParameterSpec? Find(SettingsSpec settings, string name) =>
        settings.Parameters.Concat(settings.Unchecked).FirstOrDefault(p => p.Name.Value == name);

    private static bool IsYes(string value) => value.Trim().ToUpperInvariant() is "YES" or "1" or "TRUE";
}
