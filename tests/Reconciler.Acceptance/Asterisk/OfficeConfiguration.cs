using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>A small office as Asterisk is to have it, in the shape that is rendered, to be changed by the tests with <c>with</c>.</summary>
internal static class OfficeConfiguration
{
    /// <summary>What every secret of the office begins with: it must stand in no message.</summary>
    public const string Canary = "Canary";

    public static AsteriskConfiguration With(SipChannel channel, params IEnumerable<OfficeExtension> extensions)
    {
        ImmutableArray<OfficeExtension> all = [.. extensions];
        return new AsteriskConfiguration
        {
            Channel = channel,
            Sip = [.. channel == SipChannel.Pjsip ? all.SelectMany(PjsipSections) : all.Select(Peer)],
            Dialplan =
            [
                new DialplanContext("fxsgroup", ["outbound"], [.. all.SelectMany(e => Lines(channel, e))]),
                new DialplanContext("lobby", ["fxsgroup-numbers"], []),
                new DialplanContext("fxsgroup-numbers", [], [.. all.SelectMany(e => Lines(channel, e).Where(l => l.Priority != DialplanLine.Hint))]),
            ],
            Mailboxes = [.. all.Where(e => e.HasMailbox).Select(Box)],
        };
    }

    /// <summary>Two extensions, the first with a mailbox; a name with all that is special in a .conf file.</summary>
    public static AsteriskConfiguration Small(SipChannel channel) =>
        With(channel, new OfficeExtension(151) { Name = "Fred", HasMailbox = true }, new OfficeExtension(152) { Name = "Sally; \"the\" boss \\ Zoë" });

    public static AsteriskConfiguration Empty(SipChannel channel) => new() { Channel = channel, Sip = [], Dialplan = [], Mailboxes = [] };

    private static IEnumerable<ConfSection> PjsipSections(OfficeExtension e)
    {
        yield return new ConfSection(e.Number, [
            new("type", "endpoint"), new("context", e.Context), new("aors", e.Number), new("auth", e.Number), new("outbound_auth", e.Number),
            new("callerid", CallerId(e)), .. e.HasMailbox ? (ConfSetting[])[new("mailboxes", $"{e.Number}@default")] : [],
            new("call_group", "1"), new("pickup_group", "1"), new("disallow", "all"), new("allow", "g722,ulaw,alaw"),
            new("subscribe_context", "fxsgroup"), new("allow_subscribe", "yes"), new("device_state_busy_at", "1"), new("direct_media", "no"),
            new("dtmf_mode", "rfc4733"), new("force_rport", "no"), new("rewrite_contact", "no"), new("rtp_symmetric", "no"), .. e.Options,
        ]);
        yield return new ConfSection(e.Number, [
            new("type", "auth"), new("auth_type", "userpass"), new("username", e.Number), new("password", Secret(SecretKind.Secret, e)),
        ]);
        yield return new ConfSection(e.Number, [
            new("type", "aor"), new("max_contacts", "1"), new("remove_existing", "yes"), new("qualify_frequency", "60"),
            new("minimum_expiration", "60"), new("default_expiration", "600"), new("maximum_expiration", "600"),
        ]);
    }

    private static ConfSection Peer(OfficeExtension e) => new(e.Number, [
        new("type", "friend"), new("nat", "no"), new("secret", Secret(SecretKind.Secret, e)), new("context", e.Context), new("host", "dynamic"),
        new("callerid", CallerId(e)), .. e.HasMailbox ? (ConfSetting[])[new("mailbox", $"{e.Number}@default")] : [],
        new("callgroup", "1"), new("pickupgroup", "1"), new("disallow", "all"), new("allow", "g722,ulaw,alaw"), new("callcounter", "yes"),
        new("subscribecontext", "fxsgroup"), new("qualify", "yes"), new("dtmfmode", "rfc2833"), new("directmedia", "no"), .. e.Options,
    ]);

    private static IEnumerable<DialplanLine> Lines(SipChannel channel, OfficeExtension e)
    {
        var device = (channel == SipChannel.Pjsip ? "PJSIP/" : "SIP/") + e.Number;
        yield return new DialplanLine(e.Number, DialplanLine.Hint, device, "");
        yield return new DialplanLine(e.Number, 1, "Dial", device + ",60,rT");
        yield return new DialplanLine(e.Number, 2, "VoiceMail", e.Number + "@default,${IF($[\"${DIALSTATUS}\"=\"BUSY\"]?b:u)}");
        yield return new DialplanLine(e.Number, 3, "Hangup", "");
    }

    private static Mailbox Box(OfficeExtension e) =>
        new("default", e.Number, Secret(SecretKind.Pin, e), e.Name, $"x{e.Number}@example.com", ["passwordlocation=spooldir"]);

    private static string CallerId(OfficeExtension e) =>
        $"\"{e.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{e.Number}>";

    private static SecretValue Secret(SecretKind kind, OfficeExtension e)
    {
        var reference = new SecretReference(kind, "extension/" + e.Number, SecretOrigin.Derive, e.Rotation);
        var value = kind == SecretKind.Pin ? "9" + e.Number : string.Create(CultureInfo.InvariantCulture, $"{Canary}{e.Number}v{e.Rotation}");
        return SecretValue.Known(reference, value);
    }
}

/// <summary>An extension of the office.</summary>
internal sealed record OfficeExtension(string Number)
{
    public OfficeExtension(int number)
        : this(number.ToString(CultureInfo.InvariantCulture))
    {
    }

    public string Name { get; init; } = "Someone";

    public string Context { get; init; } = "fxsgroup";

    public bool HasMailbox { get; init; }

    public int Rotation { get; init; } = 1;

    /// <summary>Further options of the endpoint or peer.</summary>
    public ImmutableArray<ConfSetting> Options { get; init; } = [];
}
