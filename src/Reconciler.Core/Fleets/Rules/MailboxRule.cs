using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>Asterisk sends one message lamp's state for an extension, to all its phones: so all its keys follow one mailbox.</summary>
internal sealed class MailboxRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var first = new Dictionary<string, (Located<string> Mailbox, PhoneSpec Phone)>(StringComparer.Ordinal);
        foreach (var layout in subject.Layouts)
        {
            for (var place = 0; place < layout.UsableKeys; place++)
            {
                if (layout.KeyAt(place) is LineKeySpec { Mailbox: { } mailbox } line && !first.TryAdd(line.Extension.Value, (mailbox, layout.Spec))
                    && first[line.Extension.Value] is var (other, phone) && other.Value != mailbox.Value)
                {
                    diagnostics.Add(Codes.MailboxConflict.At(
                        mailbox.Location,
                        $"{SpecTitle.Of(layout.Spec)} lets extension {line.Extension.Value} follow mailbox {mailbox.Value}, and {SpecTitle.Of(phone)} mailbox {other.Value} ({other.Location}).",
                        "Asterisk lights one lamp for an extension: name one of the two."));
                }
            }
        }
    }
}
