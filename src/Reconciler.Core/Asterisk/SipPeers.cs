using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>sip.conf: a peer for each extension, for chan_sip.</summary>
internal static class SipPeers
{
    public static ImmutableArray<ConfSection> Of(EffectiveFleet fleet, ISecretSource secrets)
    {
        var shared = SharedSettings(fleet.Site);
        var sections = ImmutableArray.CreateBuilder<ConfSection>(fleet.Extensions.Length);
        foreach (var extension in fleet.Extensions)
        {
            var secret = secrets.Resolve(extension.Spec.Secret.Value);
            sections.Add(new ConfSection(SipLogin.Of(extension.Spec), Peer(extension, fleet.Site, secret, shared)));
        }

        return sections.MoveToImmutable();
    }

    private static ImmutableArray<ConfSetting> SharedSettings(SiteSpec site)
    {
        var asterisk = site.Asterisk;
        ImmutableArray<ConfSetting> settings =
        [
            new("disallow", "all"),
            new("allow", string.Join(',', asterisk.Codecs.Select(c => c.Value)), site.Written.Find("asterisk.codecs")),

            // Without callcounter a hint never says InUse or Ringing.
            new("callcounter", "yes"),
            new("subscribecontext", asterisk.Context.Value, asterisk.Context.Location),
            new("qualify", "yes"),
            new("dtmfmode", "rfc2833"),
            new("directmedia", "no"),
            .. Carried(site),
        ];
        return EndpointOptions.Apply(settings, asterisk.Endpoint);
    }

    private static IEnumerable<ConfSetting> Carried(SiteSpec site)
    {
        if (site.Asterisk.Transport != SipTransport.Udp)
        {
            yield return new("transport", SipTransports.Word(site.Asterisk.Transport), site.Written.Find("asterisk.transport"));
        }

        if (site.Asterisk.Srtp == SrtpUse.Required)
        {
            yield return new("encryption", "yes", site.Written.Find("asterisk.srtp"));
        }
    }

    private static ImmutableArray<ConfSetting> Peer(
        Extension extension, SiteSpec site, SecretValue secret, ImmutableArray<ConfSetting> shared)
    {
        var settings = ImmutableArray.CreateBuilder<ConfSetting>(shared.Length + 9);
        settings.Add(new("type", "friend"));
        settings.Add(new("nat", site.Asterisk.Nat ? "force_rport,comedia" : "no", site.Written.Find("asterisk.nat")));
        settings.Add(new("secret", secret, extension.Spec.Secret.Location));
        settings.Add(new("context", extension.CallingContext, (extension.Spec.Context ?? site.Asterisk.Context).Location));
        settings.Add(new("host", "dynamic"));
        settings.Add(new("callerid", CallerId.Of(extension), extension.Spec.Name?.Location ?? extension.Spec.Number.Location));
        if (extension.Mailbox is { } mailbox)
        {
            settings.Add(new("mailbox", VoicemailBoxes.Address(mailbox), extension.FollowedMailbox?.Location ?? extension.Spec.Voicemail?.Location));
        }

        if (extension.Spec.PickupGroups is [var group, ..])
        {
            settings.Add(new("callgroup", PjsipSections.PickupGroups(extension.Spec), group.Location));
            settings.Add(new("pickupgroup", PjsipSections.PickupGroups(extension.Spec), group.Location));
        }

        settings.AddRange(shared);
        return settings.DrainToImmutable();
    }
}
