using System.Collections.Immutable;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>
/// Puts together what is served while some phones keep what an earlier commit says of them. They keep their passwords too, and the extensions that they
/// carry, so that nobody loses service while he waits. Pure.
/// </summary>
public static class FleetComposer
{
    /// <param name="main">The commit that all the rest comes from: site, numbers, groups, routes, and the phones that are not kept back.</param>
    /// <param name="kept">Phones that keep an earlier commit, with its fleet; null: one that is not published yet.</param>
    /// <param name="withPreviousKey">Of the kept ones, those that keep the passwords of the master key before; null: none.</param>
    public static EffectiveFleet Compose(Fleet main, IReadOnlyDictionary<MacAddress, Fleet?> kept, IReadOnlySet<MacAddress>? withPreviousKey = null)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(kept);
        if (kept.Count == 0)
        {
            return EffectiveFleet.Of(main);
        }

        var phones = main.Phones.Where(p => !kept.ContainsKey(p.Mac)).Select(p => new EffectivePhone(p, main.Commit, main.Site)).ToList();
        var earlier = kept.Where(k => k.Value is not null).GroupBy(k => k.Value!, k => k.Key).SelectMany(g => PhonesOf(g.Key, [.. g], withPreviousKey)).ToList();
        phones.AddRange(earlier);
        phones.Sort((a, b) => a.Phone.Mac.CompareTo(b.Phone.Mac));
        return new EffectiveFleet
        {
            Site = main.Site,
            Phones = [.. phones],
            Extensions = Extensions(main, phones, earlier),
            Groups = main.Groups,
            Routes = main.Routes,
        };
    }

    private static IEnumerable<EffectivePhone> PhonesOf(Fleet fleet, HashSet<MacAddress> macs, IReadOnlySet<MacAddress>? withPreviousKey) =>
        fleet.Phones.Where(p => macs.Contains(p.Mac)).Select(p => new EffectivePhone(p, fleet.Commit, fleet.Site) { HasPreviousKey = withPreviousKey?.Contains(p.Mac) ?? false });

    private static ImmutableArray<Extension> Extensions(Fleet main, List<EffectivePhone> phones, List<EffectivePhone> earlier)
    {
        var specs = main.Extensions.ToDictionary(e => e.Number, e => (e.Spec, e.CallingContext));
        foreach (var phone in earlier)
        {
            foreach (var carried in phone.Phone.Registrations.Select(r => r.Extension))
            {
                var number = carried.Number.Value;
                specs[number] = specs.TryGetValue(number, out var wanted)
                    ? (WithAuthOf(wanted.Spec, carried), wanted.CallingContext)
                    : (carried, carried.Context?.Value ?? phone.Site.Asterisk.Context.Value);
            }
        }

        var carriers = phones
            .SelectMany(p => p.Phone.Registrations.Select(r => (r.Extension.Number.Value, p.Phone.Mac)))
            .Distinct()
            .ToLookup(c => c.Value, c => c.Mac);
        var followed = phones
            .SelectMany(p => p.Phone.Registrations)
            .Where(r => r.Mailbox is not null)
            .ToLookup(r => r.Extension.Number.Value, r => r.Mailbox);
        return
        [
            .. specs.Values.Select(s => new Extension(s.Spec, s.CallingContext, [.. carriers[s.Spec.Number.Value]])
            {
                FollowedMailbox = followed[s.Spec.Number.Value].FirstOrDefault(),
            }).OrderBy(e => e.Number),
        ];
    }

    /// <summary>The phones that wait know the old login and password alone.</summary>
    private static ExtensionSpec WithAuthOf(ExtensionSpec wanted, ExtensionSpec carried)
    {
        if (SameAuth(wanted, carried))
        {
            return wanted;
        }

        using var digest = new DigestBuilder();
        return wanted with { User = carried.User, Secret = carried.Secret, PreviousSecret = carried.PreviousSecret, Digest = digest.Add(wanted.Digest).Add(carried.Digest).Build() };
    }

    /// <summary>Whether both have the same login and passwords, by reference.</summary>
    public static bool SameAuth(ExtensionSpec one, ExtensionSpec other) =>
        SipLogin.Of(one) == SipLogin.Of(other) && one.Secret.Value == other.Secret.Value && one.PreviousSecret?.Value == other.PreviousSecret?.Value;
}
