using System.Collections.Immutable;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Artifacts;

/// <summary>
/// All published files of one effective fleet with their digests, in 256 parts by bucket and one for shared files, so that a small change
/// touches a small part. Holds no secrets. Immutable.
/// </summary>
public sealed class Manifest
{
    /// <summary>The part of the files that belong to no phone.</summary>
    public const int SharedPart = 256;

    /// <summary>Parts of every manifest, empty ones included.</summary>
    public const int PartCount = 257;

    private readonly Lazy<ImmutableArray<Dictionary<string, ManifestEntry>>> _byPath;

    private Manifest(ImmutableArray<ManifestPart> parts)
    {
        Parts = parts;
        Count = parts.Sum(p => p.Entries.Length);
        _byPath = new Lazy<ImmutableArray<Dictionary<string, ManifestEntry>>>(Index);
        using var builder = new DigestBuilder();
        foreach (var part in parts)
        {
            builder.Add(part.Digest);
        }

        Digest = builder.Build();
    }

    /// <summary>Nothing is published.</summary>
    public static Manifest Empty { get; } = Of([]);

    /// <summary>All parts; a part's place is its number.</summary>
    public ImmutableArray<ManifestPart> Parts { get; }

    /// <summary>How many files there are.</summary>
    public int Count { get; }

    /// <summary>Equal for equal entries.</summary>
    public Digest Digest { get; }

    /// <summary>All entries, part by part.</summary>
    public IEnumerable<ManifestEntry> Entries => Parts.SelectMany(p => p.Entries);

    /// <summary>The manifest of these files, in any order; a name that stands twice is refused.</summary>
    /// <param name="entries">The files.</param>
    /// <param name="before">A manifest that most of the entries are of: its parts that have just these are taken over. Null: none.</param>
    public static Manifest Of(IEnumerable<ManifestEntry> entries, Manifest? before = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var lists = new List<ManifestEntry>[PartCount];
        for (var part = 0; part < PartCount; part++)
        {
            lists[part] = [];
        }

        foreach (var entry in entries)
        {
            lists[entry.Bucket ?? SharedPart].Add(entry);
        }

        return new Manifest([.. lists.Select((list, number) => ManifestPart.Of(number, list, before?.Parts[number]))]);
    }

    /// <summary>The entries of one root by path.</summary>
    public IReadOnlyDictionary<string, ManifestEntry> ByPath(ArtifactTarget target) => _byPath.Value[(int)target];

    /// <summary>The entry of a published name.</summary>
    public bool TryFind(ArtifactTarget target, string path, out ManifestEntry entry) => _byPath.Value[(int)target].TryGetValue(path, out entry!);

    internal static Manifest OfParts(ImmutableArray<ManifestPart> parts) => new(parts);

    private ImmutableArray<Dictionary<string, ManifestEntry>> Index()
    {
        var byPath = Enum.GetValues<ArtifactTarget>()
            .Select(target => new Dictionary<string, ManifestEntry>(target == ArtifactTarget.Served ? Count : 0, StringComparer.Ordinal))
            .ToImmutableArray();
        foreach (var part in Parts)
        {
            foreach (var entry in part.Entries)
            {
                byPath[(int)entry.Target].Add(entry.Path, entry);
            }
        }

        return byPath;
    }
}
