using System.Collections.Immutable;
using System.Globalization;
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
        var asterisk = fleet.Site.Asterisk;
        var shared = SharedSettings(asterisk);
        var onePhone = Aor(asterisk, 1);
        var sections = ImmutableArray.CreateBuilder<ConfSection>(fleet.Extensions.Length * 3);
        foreach (var extension in fleet.Extensions)
        {
            var number = extension.Number.ToString();
            var previous = extension.Spec.PreviousSecret;
            sections.Add(new ConfSection(number, Endpoint(extension, shared)));
            sections.Add(new ConfSection(number, Auth(number, secrets.Resolve(extension.Spec.Secret.Value))));
            if (previous is { } old)
            {
                sections.Add(new ConfSection(PreviousAuth(number), Auth(number, secrets.Resolve(old.Value))));
            }

            sections.Add(new ConfSection(number, extension.Phones.Length > 1 ? Aor(asterisk, extension.Phones.Length) : onePhone));
        }

        return sections.DrainToImmutable();
    }

    private static string PreviousAuth(string number) => number + "-prev";

    /// <summary>What all endpoints have alike, the site's own options included.</summary>
    private static ImmutableArray<ConfSetting> SharedSettings(AsteriskSpec asterisk)
    {
        var nat = asterisk.Nat ? "yes" : "no";
        ImmutableArray<ConfSetting> settings =
        [
            new("disallow", "all"),
            new("allow", Codecs(asterisk)),
            new("subscribe_context", asterisk.Context.Value),
            new("allow_subscribe", "yes"),
            new("direct_media", "no"),
            new("dtmf_mode", "rfc4733"),
            new("force_rport", nat),
            new("rewrite_contact", nat),
            new("rtp_symmetric", nat),
        ];
        return EndpointOptions.Apply(settings, asterisk.Endpoint);
    }

    private static ImmutableArray<ConfSetting> Endpoint(Extension extension, ImmutableArray<ConfSetting> shared)
    {
        var number = extension.Number.ToString();
        var settings = ImmutableArray.CreateBuilder<ConfSetting>(shared.Length + 9);
        settings.Add(EndpointType);
        settings.Add(new("context", extension.CallingContext));
        settings.Add(new("aors", number));

        // NOTIFY is challenged by a phone that still has the old secret until it has fetched; a list in outbound_auth fails.
        var rotating = extension.Spec.PreviousSecret is not null;
        settings.Add(new("auth", rotating ? $"{number},{PreviousAuth(number)}" : number));
        settings.Add(new("outbound_auth", rotating ? PreviousAuth(number) : number));
        settings.Add(new("callerid", CallerId.Of(extension)));
        if (extension.Spec.Voicemail is not null)
        {
            settings.Add(new("mailboxes", VoicemailBoxes.Address(number)));
        }

        if (extension.Spec.PickupGroup is { } group)
        {
            var text = group.Value.ToString(CultureInfo.InvariantCulture);
            settings.Add(new("call_group", text));
            settings.Add(new("pickup_group", text));
        }

        settings.AddRange(shared);
        return settings.DrainToImmutable();
    }

    private static ImmutableArray<ConfSetting> Auth(string number, SecretValue secret) =>
    [
        AuthType,
        UserPass,
        new("username", number),
        new("password", secret),
    ];

    private static ImmutableArray<ConfSetting> Aor(AsteriskSpec asterisk, int phones)
    {
        var expires = (int)asterisk.RegisterExpires.TotalSeconds;
        return
        [
            new("type", "aor"),

            // One more than the phones, so that a phone whose address changed does not push another out.
            new("max_contacts", Text(phones > 1 ? phones + 1 : 1)),
            new("remove_existing", "yes"),
            new("qualify_frequency", "60"),
            new("minimum_expiration", Text(Math.Min(expires, LeastExpiration))),
            new("default_expiration", Text(expires)),
            new("maximum_expiration", Text(expires)),
        ];
    }

    private static string Codecs(AsteriskSpec asterisk) => string.Join(',', asterisk.Codecs.Select(c => c.Value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
