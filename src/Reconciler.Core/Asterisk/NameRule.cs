using System.Globalization;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Text;

namespace Reconciler.Core.Asterisk;

/// <summary>Names and addresses of people, which go to the caller ID and to the mailbox.</summary>
internal sealed class NameRule : IRule<Fleet>
{
    /// <summary>Asterisk's buffer for a caller ID name is 80 bytes with its end (res_pjsip and chan_sip alike).</summary>
    private const int LongestCallerName = 79;

    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private static IEnumerable<Diagnostic> Findings(Fleet fleet) => fleet.Extensions.SelectMany(e => Check(e.Spec));

    private static IEnumerable<Diagnostic> Check(ExtensionSpec extension)
    {
        var number = extension.Number.Value;
        if (extension.Name is { } name)
        {
            if (ConfText.ProblemOfValue(name.Value) is { } problem)
            {
                yield return Codes.AsteriskText.At(name.Location, $"The name of extension {number} {problem}.", "Remove it.");
            }

            if (Encoding.UTF8.GetByteCount(name.Value) is var bytes and > LongestCallerName)
            {
                yield return Codes.NameTooLong.At(
                    name.Location,
                    string.Create(CultureInfo.InvariantCulture, $"The name of extension {number} is {bytes} bytes long, and Asterisk cuts caller ID names at {LongestCallerName}."),
                    "Shorten it; a letter beyond ASCII takes two bytes or more.");
            }

            if (extension.Voicemail is not null && name.Value.AsSpan().ContainsAny(",|"))
            {
                yield return Codes.MailboxText.At(
                    name.Location,
                    $"The name of extension {number} holds a comma or a bar, which separate the fields of its mailbox.",
                    "Write the name without it; voicemail.conf has no way to escape one.");
            }
        }

        if (extension.Voicemail?.Email is { } email && (email.Value.AsSpan().ContainsAny(",| ") || ConfText.ProblemOfValue(email.Value) is not null))
        {
            yield return Codes.MailboxText.At(
                email.Location,
                $"The e-mail address of extension {number} holds a comma, a bar, a blank or a control character.",
                "Give one plain address; a distribution list reaches several people.");
        }
    }
}
