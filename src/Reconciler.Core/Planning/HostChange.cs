using System.Collections.Immutable;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Planning;

/// <summary>Published files that would become others without a commit: the host has another key, secret, program or setting.</summary>
public sealed record HostChange
{
    /// <summary>A keyed digest of the files as they would be: what <c>approve</c> takes. An approval fits just this set of files.</summary>
    public required Digest Hash { get; init; }

    /// <summary>Causes on the host, a sentence each.</summary>
    public required ImmutableArray<string> Causes { get; init; }

    /// <summary>True: it waits for a person however little it changes. False: values of secrets alone, which are measured like removals.</summary>
    public required bool AlwaysWaits { get; init; }

    /// <summary>Passwords and PINs whose values change.</summary>
    public required int Passwords { get; init; }

    /// <summary>Profiles that change or go.</summary>
    public required int Profiles { get; init; }

    /// <summary>Of <see cref="Profiles"/>, those that go.</summary>
    public required int Removed { get; init; }

    /// <summary>Phones whose profiles are published.</summary>
    public required int Phones { get; init; }

    /// <summary>Names of changed files that are no phone's.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Elements of profiles that change, each with its count; empty where passwords alone do.</summary>
    public required ImmutableArray<string> Elements { get; init; }

    /// <summary>Whether a person has to approve it: always, or where secrets change on more of the phones than one commit may remove.</summary>
    public bool Waits(GuardThresholds thresholds) =>
        AlwaysWaits || Removed > 0 || (Phones >= thresholds.MinimumFleet && Profiles > Phones * thresholds.MaxRemoved);

    /// <summary>Its effect, one sentence.</summary>
    public string Effect => HostChangeText.Effect(this);
}
