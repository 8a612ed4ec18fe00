using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Host.Convergence;

/// <summary>The result of the last look at the phones: the site's counts and its Converged condition.</summary>
public sealed record ConvergenceSummary
{
    /// <summary>When the phones were last looked for.</summary>
    public required DateTimeOffset Observed { get; init; }

    public required PhoneCounts Counts { get; init; }

    public required Condition Converged { get; init; }

    /// <summary>The last published commit that all phones were seen to run; null: none yet.</summary>
    public CommitId? Proved { get; init; }

    /// <summary>Registrations that belong to no phone of the fleet.</summary>
    public ImmutableArray<UnmanagedContact> Unmanaged { get; init; } = [];

    /// <summary>Null: the master key is not rotated.</summary>
    public KeyRotation? KeyRotation { get; init; }

    /// <summary>Suggestions for a person, one sentence each.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>The last one with another condition; where there is none, one that says no more than how many phones there are.</summary>
    public static ConvergenceSummary With(ConvergenceSummary? last, Condition converged, int phones, DateTimeOffset now) =>
        last is null ? new ConvergenceSummary { Observed = now, Counts = new PhoneCounts(phones), Converged = converged } : last with { Converged = converged };
}

/// <summary>A registration that belongs to no phone of the fleet.</summary>
/// <param name="Extension">Who registered.</param>
/// <param name="Address">From where.</param>
/// <param name="UserAgent">Its own name, cleaned.</param>
/// <param name="Why">One sentence.</param>
public sealed record UnmanagedContact(string Extension, string Address, string UserAgent, string Why);
