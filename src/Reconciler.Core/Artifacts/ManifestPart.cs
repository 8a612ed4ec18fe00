using System.Collections.Immutable;
using System.Security.Cryptography;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Artifacts;

/// <summary>The files of one bucket, or those that phones share.</summary>
public sealed class ManifestPart
{
    private ManifestPart(int number, ImmutableArray<ManifestEntry> entries, Digest digest)
    {
        Number = number;
        Entries = entries;
        Digest = digest;
    }

    /// <summary>The bucket, 0 to 255, or <see cref="Manifest.SharedPart"/>.</summary>
    public int Number { get; }

    /// <summary>By target, then path (ordinal).</summary>
    public ImmutableArray<ManifestEntry> Entries { get; }

    /// <summary>Of the part as it is stored: equal for equal entries.</summary>
    public Digest Digest { get; }

    /// <param name="number">See <see cref="Number"/>.</param>
    /// <param name="entries">The files, in any order.</param>
    /// <param name="before">The part as it was, which is the same where it has the very same entries; null: none.</param>
    internal static ManifestPart Of(int number, List<ManifestEntry> entries, ManifestPart? before = null)
    {
        if (before is not null && IsSame(entries, before.Entries))
        {
            return before;
        }

        entries.Sort(Compare);
        for (var i = 1; i < entries.Count; i++)
        {
            if (Compare(entries[i - 1], entries[i]) == 0)
            {
                throw new ArgumentException($"{entries[i].Path} stands twice in the manifest.", nameof(entries));
            }
        }

        ImmutableArray<ManifestEntry> sorted = [.. entries];
        return new ManifestPart(number, sorted, Digest.FromBytes(SHA256.HashData(ManifestFormat.Write(sorted))));
    }

    private static bool IsSame(List<ManifestEntry> entries, ImmutableArray<ManifestEntry> known)
    {
        if (entries.Count != known.Length)
        {
            return false;
        }

        for (var i = 0; i < known.Length; i++)
        {
            if (!ReferenceEquals(entries[i], known[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A part as it was stored; <paramref name="digest"/> has been checked against the bytes.</summary>
    internal static ManifestPart Read(int number, ImmutableArray<ManifestEntry> entries, Digest digest) => new(number, entries, digest);

    internal static int Compare(ManifestEntry a, ManifestEntry b) =>
        a.Target != b.Target ? a.Target.CompareTo(b.Target) : string.CompareOrdinal(a.Path, b.Path);
}
