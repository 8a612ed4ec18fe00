using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Rendering;

/// <summary>
/// Which inputs the files of a fleet have, so that those of the next are digested where it differs. It holds no file and no secret. Only for renderers with the
/// same keys and secrets.
/// </summary>
public sealed class RenderedInputs
{
    private readonly EffectiveFleet _fleet;
    private readonly ImmutableArray<Digest> _profiles;
    private readonly AsteriskInputs _asterisk;

    internal RenderedInputs(EffectiveFleet fleet, ImmutableArray<Digest> profiles, AsteriskInputs asterisk)
    {
        _fleet = fleet;
        _profiles = profiles;
        _asterisk = asterisk;
    }

    /// <summary>The digests of the phones of another fleet that are the very phones of this one, by their place there.</summary>
    internal KnownProfiles ProfilesOf(EffectiveFleet fleet) => ReferenceEquals(_fleet.Site, fleet.Site) ? new KnownProfiles(_fleet.Phones, _profiles) : KnownProfiles.None;

    /// <summary>Those of the Asterisk files; null: the other fleet has other numbers.</summary>
    internal AsteriskInputs? AsteriskOf(EffectiveFleet fleet) => ReferenceEquals(_fleet.Site, fleet.Site)
        && _fleet.Extensions == fleet.Extensions && _fleet.Groups == fleet.Groups && _fleet.Routes == fleet.Routes ? _asterisk : null;
}
