using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>
/// Changes that no phone can be kept back from: Asterisk has one address, one transport, one kind of audio and one password of a chan_sip peer, and the served root one place for profiles, so that a
/// phone that waits would lose its service. Firmware images may move: those of both directories are served, and each phone's profile names its own.
/// </summary>
internal static class RolloutLimits
{
    private const string Remedy = "Publish it in a commit by itself, whose site.yaml has no rollout and no windows, and put them back in the next one.";

    public static ImmutableArray<Diagnostic> Check(Fleet published, Fleet target)
    {
        var (from, to) = (published.Site, target.Site);
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        Compare("asterisk.host", from.Asterisk.Host.Value, to.Asterisk.Host.Value, to.Asterisk.Host.Location);
        Compare("asterisk.port", $"{from.Asterisk.Port}", $"{to.Asterisk.Port}", to.Location);
        Compare("asterisk.channel", $"{from.Asterisk.Channel.Value}".ToLowerInvariant(), $"{to.Asterisk.Channel.Value}".ToLowerInvariant(), to.Asterisk.Channel.Location);
        Compare("asterisk.transport", SipTransports.Word(from.Asterisk.Transport), SipTransports.Word(to.Asterisk.Transport), to.Written.Find("asterisk.transport") ?? to.Location);
        Compare("asterisk.srtp", $"{from.Asterisk.Srtp}".ToLowerInvariant(), $"{to.Asterisk.Srtp}".ToLowerInvariant(), to.Written.Find("asterisk.srtp") ?? to.Location);
        Compare("provisioning.url", from.Provisioning.Url.Value, to.Provisioning.Url.Value, to.Provisioning.Url.Location);
        Compare("provisioning.profilePath", from.Provisioning.ProfilePath, to.Provisioning.ProfilePath, to.Provisioning.Url.Location);
        if (to.Asterisk.Channel.Value == SipChannel.Sip)
        {
            findings.AddRange(RotatedPeers(published, target));
        }

        findings.AddRange(ReassignedNumbers(published, target));
        return findings.ToImmutable();

        void Compare(string field, string was, string becomes, SpecLocation location)
        {
            if (was != becomes)
            {
                findings.Add(Codes.CannotHold.At(location, $"{field} changes from {was} to {becomes}, which a phone that waits for its wave could not follow.", Remedy));
            }
        }
    }

    /// <summary>Numbers that become something else, while phones that wait still carry the extension: only one of the two can be dialled.</summary>
    private static IEnumerable<Diagnostic> ReassignedNumbers(Fleet published, Fleet target)
    {
        var (site, context) = (target.Site, target.Site.Asterisk.Context.Value);
        var taken = target.Groups.Select(g => (Number: g.Number.Value.ToString(), What: "a ring group", g.Number.Location))
            .Concat(site.Emergency.Select(e => (Number: e.Value, What: "an emergency number", e.Location)))
            .Concat(new[] { site.Features.Voicemail, site.Features.GroupPickup }.OfType<Located<string>>().Select(code => (Number: code.Value, What: "a feature code", code.Location)))
            .Concat(target.Routes.Where(r => r.Context.Value == context).Select(r => (Number: r.Did.Value, What: "an inbound number", r.Did.Location)))
            .ToLookup(t => t.Number, StringComparer.Ordinal);
        var stays = target.Extensions.Select(e => e.Number).ToHashSet();
        return published.Extensions.Where(e => !e.Phones.IsEmpty && !stays.Contains(e.Number))
            .SelectMany(e => taken[e.Number.ToString()])
            .Select(t => Codes.CannotHold.At(t.Location, $"{t.Number} becomes {t.What}, while phones that wait for their wave still carry extension {t.Number}.", Remedy));
    }

    private static IEnumerable<Diagnostic> RotatedPeers(Fleet published, Fleet target)
    {
        var before = published.Extensions.ToDictionary(e => e.Number);
        return target.Extensions
            .Where(e => before.TryGetValue(e.Number, out var was) && !FleetComposer.SameAuth(was.Spec, e.Spec))
            .Select(e => Codes.CannotHold.At(
                e.Spec.Secret.Location, $"The secret of extension {e.Number} changes, and with channel sip Asterisk knows only one: a phone that waits for its wave could not register.", Remedy));
    }
}
