using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A previous secret differs from the current one, and only pjsip can hold both.</summary>
internal sealed class PreviousSecretRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var chanSip = subject.Site?.Asterisk.Channel.Value == SipChannel.Sip;
        foreach (var extension in subject.Specs.Extensions)
        {
            if (extension.PreviousSecret is not { } previous)
            {
                continue;
            }

            if (chanSip)
            {
                diagnostics.Add(Codes.PreviousWithChanSip.At(
                    previous.Location,
                    $"{SpecTitle.Of(extension)} keeps its previous secret, and chan_sip holds only one.",
                    "Remove `previous`; phones use the new secret from their next resync."));
            }

            if (previous.Value == extension.Secret.Value)
            {
                diagnostics.Add(Codes.PreviousIsCurrent.At(
                    previous.Location, $"the previous secret of {SpecTitle.Of(extension)} is its current one.", "Name the one before the rotation, or remove `previous`."));
            }
        }
    }
}
