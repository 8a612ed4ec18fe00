using System.Collections.Immutable;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>All documents of one commit, parsed; references not yet followed. <see cref="Site"/> is null when site.yaml is missing or invalid (then there is an error).</summary>
public sealed record SpecSet
{
    public required SiteSpec? Site { get; init; }

    public required ImmutableArray<ExtensionSpec> Extensions { get; init; }

    public required ImmutableArray<PhoneSpec> Phones { get; init; }

    public required ImmutableArray<ProfileSpec> Profiles { get; init; }

    public required ImmutableArray<RingGroupSpec> Groups { get; init; }

    public required ImmutableArray<RouteSpec> Routes { get; init; }

    /// <summary>The files and documents that could not be read.</summary>
    public ReadingGaps Gaps { get; init; } = ReadingGaps.None;

    /// <summary>Of all documents, in their order: equal where all say the same.</summary>
    internal Digest Digest
    {
        get
        {
            using var builder = new DigestBuilder();
            if (Site is not null)
            {
                builder.Add(Site.Digest);
            }

            Add(builder, Extensions);
            Add(builder, Phones);
            Add(builder, Profiles);
            Add(builder, Groups);
            Add(builder, Routes);
            return builder.Build();
        }
    }

    private static void Add<T>(DigestBuilder builder, ImmutableArray<T> specs)
        where T : Spec
    {
        builder.Add(specs.Length);
        foreach (var spec in specs)
        {
            builder.Add(spec.Digest);
        }
    }
}
