using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>Names and addresses of people, which go to the caller ID and to the mailbox.</summary>
internal static class NameRule
{
    public static IEnumerable<Diagnostic> Check(Fleet fleet) => fleet.Extensions.SelectMany(e => Check(e.Spec));

    private static IEnumerable<Diagnostic> Check(ExtensionSpec extension)
    {
        var number = extension.Number.Value;
        if (extension.Name is { } name)
        {
            if (ConfText.ProblemOfValue(name.Value) is { } problem)
            {
                yield return Codes.AsteriskText.At(name.Location, $"The name of extension {number} {problem}.", "Remove it.");
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
