using System.Collections.Immutable;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>The profiles that apply to phones of one model, merged once and shared by all phones that name the same.</summary>
internal sealed record ProfileChain
{
    /// <summary>First to last, extended ones before those that extend them.</summary>
    public required ImmutableArray<ProfileSpec> Profiles { get; init; }

    /// <summary>All of their settings for the model, later over earlier.</summary>
    public required SettingsSpec Settings { get; init; }

    /// <summary>Their keys in the order of application.</summary>
    public required ImmutableArray<ProfileKey> Keys { get; init; }

    /// <summary>Over the digests of <see cref="Profiles"/>, in order.</summary>
    public required Digest Digest { get; init; }

    /// <summary>True where the walk stopped at the limit on profiles of one phone.</summary>
    public required bool IsTooLong { get; init; }
}

/// <summary>A key and the profile that gives it.</summary>
internal sealed record ProfileKey(KeySpec Key, ProfileSpec Profile);
