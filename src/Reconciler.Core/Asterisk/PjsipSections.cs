using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>
/// pjsip.conf: an endpoint, an auth and an aor for each extension. There are no templates: one bad line in a template would take
/// every endpoint away.
/// </summary>
internal static class PjsipSections
{
    private const int LeastExpiration = 60;

    private static readonly ConfSetting EndpointType = new("type", "endpoint");
    private static readonly ConfSetting AuthType = new("type", "auth");
    private static readonly ConfSetting UserPass = new("auth_type", "userpass");

    public static ImmutableArray<ConfSection> Of(EffectiveFleet fleet, ISecretSource secrets)
    {
        var site = fleet.Site;
        var shared = SharedSettings(site);
        var onePhone = Aor(site, 1);
        var sections = ImmutableArray.CreateBuilder<ConfSection>(fleet.Extensions.Length * 3);
        foreach (var extension in fleet.Extensions)
        {
            var login = SipLogin.Of(extension.Spec);
            var auths = PjsipAuths.Of(extension.Spec, secrets);
            sections.Add(new ConfSection(login, Endpoint(extension, site, shared, auths)));
            sections.AddRange(auths.All.Select(auth => new ConfSection(auth.Section, Auth(extension, auth))));
            sections.Add(new ConfSection(login, extension.Phones.Length > 1 ? Aor(site, extension.Phones.Length) : onePhone));
        }

        return sections.DrainToImmutable();
    }

    /// <summary>Settings that all endpoints have alike, the site's own options included.</summary>
    private static ImmutableArray<ConfSetting> SharedSettings(SiteSpec site)
    {
        var asterisk = site.Asterisk;
        var nat = asterisk.Nat ? "yes" : "no";
        var natPlace = site.Written.Find("asterisk.nat");
        ImmutableArray<ConfSetting> settings =
        [
            new("disallow", "all"),
            new("allow", Codecs(asterisk), site.Written.Find("asterisk.codecs")),
            new("subscribe_context", asterisk.Context.Value, asterisk.Context.Location),
            new("allow_subscribe", "yes"),
            new("direct_media", "no"),
            new("dtmf_mode", "rfc4733"),
            new("force_rport", nat, natPlace),
            new("rewrite_contact", nat, natPlace),
            new("rtp_symmetric", nat, natPlace),
            .. Encryption(asterisk, site.Written.Find("asterisk.srtp")),
        ];
        return EndpointOptions.Apply(settings, asterisk.Endpoint);
    }

    private static IEnumerable<ConfSetting> Encryption(AsteriskSpec asterisk, SpecLocation? place) => asterisk.Srtp == SrtpUse.Off
        ? []
        :
        [
            new("media_encryption", "sdes", place),
            new("media_encryption_optimistic", asterisk.Srtp == SrtpUse.Optional ? "yes" : "no", place),
        ];

    private static ImmutableArray<ConfSetting> Endpoint(Extension extension, SiteSpec site, ImmutableArray<ConfSetting> shared, PjsipAuths auths)
    {
        var login = SipLogin.Of(extension.Spec);
        var place = extension.Spec.User?.Location ?? extension.Spec.Number.Location;
        var settings = ImmutableArray.CreateBuilder<ConfSetting>(shared.Length + 9);
        settings.Add(EndpointType);
        settings.Add(new("context", extension.CallingContext, (extension.Spec.Context ?? site.Asterisk.Context).Location));
        settings.Add(new("aors", login, place));

        var rotated = extension.Spec.PreviousSecret?.Location ?? place;
        settings.Add(new("auth", string.Join(',', auths.All.Select(auth => auth.Section)), rotated));
        settings.Add(new("outbound_auth", auths.Challenge, rotated));
        settings.Add(new("callerid", CallerId.Of(extension), extension.Spec.Name?.Location ?? extension.Spec.Number.Location));
        if (extension.Mailbox is { } mailbox)
        {
            settings.Add(new("mailboxes", VoicemailBoxes.Address(mailbox), extension.FollowedMailbox?.Location ?? extension.Spec.Voicemail?.Location));
        }

        if (extension.Spec.PickupGroups is [var group, ..])
        {
            settings.Add(new("call_group", PickupGroups(extension.Spec), group.Location));
            settings.Add(new("pickup_group", PickupGroups(extension.Spec), group.Location));
        }

        settings.AddRange(shared);
        return settings.DrainToImmutable();
    }

    private static ImmutableArray<ConfSetting> Auth(Extension extension, PjsipAuth auth) =>
    [
        AuthType,
        UserPass,
        new("username", SipLogin.Of(extension.Spec), extension.Spec.User?.Location ?? extension.Spec.Number.Location),
        new("password", auth.Password, auth.Secret.Location),
    ];

    private static ImmutableArray<ConfSetting> Aor(SiteSpec site, int phones)
    {
        var expires = (int)site.Asterisk.RegisterExpires.TotalSeconds;
        var place = site.Written.Find("asterisk.registerExpires");
        return
        [
            new("type", "aor"),

            // One more than the phones, so that a phone whose address changed does not push another out.
            new("max_contacts", Text(phones > 1 ? phones + 1 : 1)),
            new("remove_existing", "yes"),
            new("qualify_frequency", "60"),
            new("minimum_expiration", Text(Math.Min(expires, LeastExpiration)), place),
            new("default_expiration", Text(expires), place),
            new("maximum_expiration", Text(expires), place),
        ];
    }

    private static string Codecs(AsteriskSpec asterisk) => string.Join(',', asterisk.Codecs.Select(c => c.Value));

    /// <summary><c>1,2</c>, for chan_sip as well.</summary>
    public static string PickupGroups(ExtensionSpec extension) => string.Join(',', extension.PickupGroups.Select(g => Text(g.Value)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
