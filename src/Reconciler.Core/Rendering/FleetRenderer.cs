using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Dhcp;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Rendering;

/// <summary>Turns an effective fleet into artifacts: one rendering a target, each file's bytes made only when asked for.</summary>
public sealed class FleetRenderer(ISecretSource secrets)
{
    /// <summary>Key of the revision tags; null where secrets are masked, and tags with them.</summary>
    public ReadOnlyMemory<byte>? RevisionTagKey { get; init; }

    /// <summary>The key of the tags before the master key was rotated; null: it is not.</summary>
    public ReadOnlyMemory<byte>? PreviousRevisionTagKey { get; init; }

    /// <summary>The DHCP root's directory on this host, which dnsmasq.conf names; null: not known here.</summary>
    public string? DhcpDirectory { get; init; }

    /// <summary>Whether DHCP fragments are wanted.</summary>
    public bool WithDhcp { get; init; } = true;

    /// <summary>Phones whose profiles are not asked for; all other files are made as they are with them.</summary>
    public IReadOnlySet<MacAddress> WithoutProfilesOf { get; init; } = ImmutableHashSet<MacAddress>.Empty;

    public FleetRendering Render(EffectiveFleet fleet) => Render(fleet, null);

    /// <param name="fleet">The fleet.</param>
    /// <param name="known">Of another fleet that was rendered with the same keys and secrets; null: nothing is known.</param>
    public FleetRendering Render(EffectiveFleet fleet, RenderedInputs? known)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var asterisk = AsteriskArtifacts.Create(fleet, secrets, known?.AsteriskOf(fleet));
        var artifacts = ImmutableArray.CreateBuilder<Artifact>(fleet.Phones.Length - WithoutProfilesOf.Count + 32);
        artifacts.AddRange(PhoneArtifacts.Create(fleet, secrets, RevisionTagKey, WithoutProfilesOf, PreviousRevisionTagKey, known?.ProfilesOf(fleet) ?? KnownProfiles.None));
        var inputs = WithoutProfilesOf.Count > 0 ? null : new RenderedInputs(fleet, ProfilesOf(artifacts, fleet.Phones.Length), asterisk.Inputs);
        artifacts.AddRange(asterisk.Files);
        if (WithDhcp)
        {
            artifacts.AddRange(DhcpArtifacts.Create(fleet, DhcpDirectory));
        }

        return new FleetRendering
        {
            Fleet = fleet,
            Artifacts = artifacts.ToImmutable(),
            Asterisk = new Lazy<AsteriskConfiguration>(() => asterisk.Configuration),
            Inputs = inputs,
        };
    }

    private static ImmutableArray<Digest> ProfilesOf(ImmutableArray<Artifact>.Builder artifacts, int phones)
    {
        var digests = ImmutableArray.CreateBuilder<Digest>(phones);
        foreach (var artifact in artifacts)
        {
            if (artifact.Phone is not null)
            {
                digests.Add(artifact.InputDigest);
            }
        }

        return digests.DrainToImmutable();
    }
}
