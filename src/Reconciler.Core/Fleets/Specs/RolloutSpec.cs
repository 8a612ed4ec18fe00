using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary><c>rollout</c> of site.yaml: phones get a change in waves, each after the one before was proved.</summary>
/// <param name="Location">Where the site says so.</param>
/// <param name="Canary">MAC addresses and profiles' names: the first wave. May be empty.</param>
/// <param name="Percentages">How much of all phones that change have it after each wave that follows, rising, 1 to 99; the rest is the last wave.</param>
/// <param name="Settle">How long all phones of a wave must have run the change before the next wave begins.</param>
/// <param name="Deadline">How long a wave may take for that, from its publishing.</param>
/// <param name="OnFailure">The end of a wave that does not.</param>
public sealed record RolloutSpec(
    SpecLocation Location, ImmutableArray<Located<string>> Canary, ImmutableArray<Located<int>> Percentages, TimeSpan Settle, TimeSpan Deadline, RolloutFailure OnFailure)
{
    public static TimeSpan DefaultSettle { get; } = TimeSpan.FromMinutes(5);

    public static TimeSpan DefaultDeadline { get; } = TimeSpan.FromHours(1);
}

/// <summary>The end of a wave that is not proved by its deadline.</summary>
public enum RolloutFailure
{
    /// <summary>It keeps the change, and the phones that wait keep what they have.</summary>
    Hold,

    /// <summary>It gets back what it had.</summary>
    Rollback,
}
