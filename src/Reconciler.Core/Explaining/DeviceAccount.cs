using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Explaining;

/// <summary>The settings by which a softphone, or another device that Reconciler does not provision, registers as an extension.</summary>
public sealed record DeviceAccount
{
    public required string Number { get; init; }

    /// <summary>The name that callers show.</summary>
    public required string Name { get; init; }

    /// <summary>The user part of its address, which is its login too.</summary>
    public required string User { get; init; }

    /// <summary>The SIP server and domain.</summary>
    public required string Server { get; init; }

    public required int Port { get; init; }

    public required SipTransport Transport { get; init; }

    public required SrtpUse Srtp { get; init; }

    /// <summary>As the site's phones have it; null: they have none.</summary>
    public required string? Stun { get; init; }

    /// <summary>As the site's phones have it; null: they have none.</summary>
    public required string? OutboundProxy { get; init; }

    /// <summary>Asterisk's names, the best first.</summary>
    public required ImmutableArray<string> Codecs { get; init; }

    public required TimeSpan Expires { get; init; }

    /// <summary>The number that plays the mailbox; null: there is no mailbox, or no such number.</summary>
    public required string? Voicemail { get; init; }

    public required SecretReference Secret { get; init; }

    public static DeviceAccount Of(Fleet fleet, Extension extension)
    {
        var asterisk = fleet.Site.Asterisk;
        return new DeviceAccount
        {
            Number = extension.Number.ToString(),
            Name = extension.Name,
            User = SipLogin.Of(extension.Spec),
            Server = asterisk.Host.Value,
            Port = asterisk.Port,
            Transport = asterisk.Transport,
            Srtp = asterisk.Srtp,
            Stun = OfPhones(fleet, "stun"),
            OutboundProxy = OfPhones(fleet, "outboundProxy"),
            Codecs = [.. asterisk.Codecs.Select(c => c.Value)],
            Expires = asterisk.RegisterExpires,
            Voicemail = extension.Mailbox is null ? null : fleet.Site.Features.Voicemail?.Value,
            Secret = extension.Spec.Secret.Value,
        };
    }

    /// <summary>The way to the server is a setting of phones: what most of those have that have one.</summary>
    private static string? OfPhones(Fleet fleet, string key) => fleet.Phones
        .SelectMany(p => p.Settings.Typed).Where(s => s.Key == key && s.Text.Length > 0)
        .GroupBy(s => s.Text, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
}
