using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>Says which objects Asterisk is to have for a fleet.</summary>
public static class AsteriskRenderer
{
    /// <summary>Raised whenever the same specs and secrets would give other files.</summary>
    internal const int Version = 1;

    public static AsteriskConfiguration Render(EffectiveFleet fleet, ISecretSource secrets) => new()
    {
        Channel = fleet.Site.Asterisk.Channel.Value,
        Sip = fleet.Site.Asterisk.Channel.Value == SipChannel.Pjsip ? PjsipSections.Of(fleet, secrets) : SipPeers.Of(fleet, secrets),
        Dialplan = DialplanContexts.Of(fleet),
        Mailboxes = VoicemailBoxes.Of(fleet, secrets),
    };
}
