using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>An extension whose device is a phone is on one; with chan_sip, which keeps only the last to register, on no more than one.</summary>
internal sealed class CarrierRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var chanSip = subject.Site?.Asterisk.Channel.Value == SipChannel.Sip;
        var carriers = new Dictionary<string, PhoneSpec>(subject.Extensions.Count, StringComparer.Ordinal);
        foreach (var layout in subject.Layouts)
        {
            for (var place = 0; place < layout.UsableKeys; place++)
            {
                if (layout.KeyAt(place) is LineKeySpec line && !carriers.TryAdd(line.Extension.Value, layout.Spec)
                    && chanSip && !ReferenceEquals(carriers[line.Extension.Value], layout.Spec))
                {
                    diagnostics.Add(Shared(line, layout.Spec, carriers[line.Extension.Value]));
                }
            }
        }

        foreach (var extension in subject.Specs.Extensions)
        {
            if (extension.Device == DeviceKind.Phone && !carriers.ContainsKey(extension.Number.Value.ToString())
                && !subject.MayBeInPart(SpecKinds.Phones | SpecKinds.Profiles | SpecKinds.Site))
            {
                diagnostics.Add(Codes.UncarriedExtension.At(
                    extension.Number.Location,
                    $"no phone carries extension {extension.Number}.",
                    "Put it on a phone as a line, or say `device: other` if something else registers it."));
            }
        }
    }

    private static Diagnostic Shared(LineKeySpec line, PhoneSpec phone, PhoneSpec first) => Codes.SharedWithChanSip.At(
        line.Extension.Location,
        $"extension {line.Extension.Value} of {SpecTitle.Of(phone)} is also on {SpecTitle.Of(first)} ({first.Location}), and chan_sip keeps only the phone that registered last.",
        "Use another extension, or channel pjsip.");
}
