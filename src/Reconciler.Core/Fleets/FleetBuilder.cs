using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Fleets;

/// <summary>Makes the fleet of specs that no rule objects to.</summary>
internal static class FleetBuilder
{
    /// <param name="index">The specs.</param>
    /// <param name="site">Their site.</param>
    /// <param name="commit">Where they are from.</param>
    /// <param name="kept">Finds the phone of an earlier fleet that comes of the very same documents; null: each is resolved.</param>
    public static Fleet Build(FleetIndex index, SiteSpec site, CommitId? commit, Func<PhoneLayout, Phone?>? kept = null)
    {
        var layouts = index.Layouts.ToArray();
        Array.Sort(layouts, (a, b) => a.Spec.Mac.Value.CompareTo(b.Spec.Mac.Value));
        var resolver = new PhoneResolver(index, site);
        var carriers = new Dictionary<ExtensionSpec, ImmutableArray<MacAddress>.Builder>(index.Extensions.Count, ReferenceEqualityComparer.Instance);
        var mailboxes = new Dictionary<ExtensionSpec, Located<string>>(ReferenceEqualityComparer.Instance);
        var phones = ImmutableArray.CreateBuilder<Phone>(layouts.Length);
        foreach (var layout in layouts)
        {
            var phone = kept?.Invoke(layout) ?? resolver.Resolve(layout);
            phones.Add(phone);
            foreach (var registration in phone.Registrations)
            {
                if (!carriers.TryGetValue(registration.Extension, out var macs))
                {
                    macs = ImmutableArray.CreateBuilder<MacAddress>(1);
                    carriers.Add(registration.Extension, macs);
                }

                macs.Add(phone.Mac);
                if (registration.Mailbox is { } mailbox)
                {
                    mailboxes.TryAdd(registration.Extension, mailbox);
                }
            }
        }

        return new Fleet
        {
            Commit = commit,
            Site = site,
            Phones = phones.MoveToImmutable(),
            Extensions = Extensions(index, site, carriers, mailboxes),
            Groups = index.Specs.Groups.Sort((a, b) => a.Number.Value.CompareTo(b.Number.Value)),
            Routes = index.Specs.Routes.Sort(CompareRoutes),
        };
    }

    private static ImmutableArray<Extension> Extensions(
        FleetIndex index, SiteSpec site, Dictionary<ExtensionSpec, ImmutableArray<MacAddress>.Builder> carriers, Dictionary<ExtensionSpec, Located<string>> mailboxes)
    {
        var extensions = ImmutableArray.CreateBuilder<Extension>(index.Specs.Extensions.Length);
        foreach (var spec in index.Specs.Extensions)
        {
            var phones = carriers.TryGetValue(spec, out var macs) ? macs.ToImmutable() : [];
            extensions.Add(new Extension(spec, spec.Context?.Value ?? site.Asterisk.Context.Value, phones)
            {
                FollowedMailbox = mailboxes.TryGetValue(spec, out var mailbox) ? mailbox : null,
            });
        }

        extensions.Sort((a, b) => a.Number.CompareTo(b.Number));
        return extensions.MoveToImmutable();
    }

    private static int CompareRoutes(RouteSpec a, RouteSpec b)
    {
        var byContext = string.CompareOrdinal(a.Context.Value, b.Context.Value);
        return byContext != 0 ? byContext : string.CompareOrdinal(a.Did.Value, b.Did.Value);
    }
}
