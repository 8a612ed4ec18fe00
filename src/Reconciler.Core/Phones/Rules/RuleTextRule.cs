using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Text;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Texts that go into Profile_Rule and Upgrade_Rule have no character that the phones' rules are made of.</summary>
internal sealed class RuleTextRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var provisioning = subject.Site.Provisioning;
        CheckPart(diagnostics, provisioning.Url, "The provisioning URL", "()");
        CheckPart(diagnostics, new(provisioning.ProfilePath, provisioning.Url.Location), "profilePath", "()");
        CheckPart(diagnostics, new(provisioning.FirmwarePath, provisioning.Url.Location), "firmwarePath", "()");
        foreach (var image in subject.Site.Firmware)
        {
            // A version may hold parentheses: 7.6.2(SR1).
            CheckPart(diagnostics, image.Version, "The firmware version", "");
            CheckPart(diagnostics, image.Image, "The name of the firmware image", "()/");
        }
    }

    private static void CheckPart(DiagnosticList diagnostics, Located<string> part, string what, string alsoNot)
    {
        var unwanted = part.Value.AsSpan().IndexOfAny(PhoneText.NotInRules + alsoNot);
        var problem = PhoneText.Problem(part.Value)
            ?? (unwanted < 0 ? null : $"holds the character '{part.Value[unwanted]}', which the phones' rules are made of")
            ?? (part.Value.Length == 0 ? "is empty" : null);
        if (problem is not null)
        {
            diagnostics.Add(Codes.TextNotRepresentable.At(part.Location, $"{what} {problem}.", "Use letters, digits, '.', '_' and '-'."));
        }
    }
}
