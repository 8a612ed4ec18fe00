using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Phones.Families;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>
    /// The files of the live generation, read from the disk where no manifest says what they are; none where nothing is live. What they were rendered from
    /// is not known, so that no input digest fits them.
    /// </summary>
    public ImmutableArray<ManifestEntry> ReadLive()
    {
        var entries = ImmutableArray.CreateBuilder<ManifestEntry>();
        if (CurrentGeneration is { } live)
        {
            Read(PathOf(live), "", depth: 0, entries);
        }

        return entries.DrainToImmutable();
    }

    /// <summary>At most FOLDER/BUCKET/FILE deep, or as deep as a tree is; what leads to a file is no part of the published name.</summary>
    private void Read(string directory, string folder, int depth, ImmutableArray<ManifestEntry>.Builder entries)
    {
        foreach (var name in FileTree.List(directory))
        {
            var path = Path.Combine(directory, name);
            if (depth == 0 && LibC.ReadLink(path, out _) == TreeNode.NamesTarget(name))
            {
                // The tree is read in its place: these links lead to what is live, and not to this generation's.
                continue;
            }

            if (!Directory.Exists(path))
            {
                AddFile(path, folder.Length == 0 ? name : $"{folder}/{name}", isProfile: depth > 1, entries);
            }
            else if (_root.IsServed && depth <= TreePlace.LeafDepth)
            {
                Read(path, depth == 0 ? name.TrimStart('.') : folder, depth + 1, entries);
            }
        }
    }

    private void AddFile(string path, string published, bool isProfile, ImmutableArray<ManifestEntry>.Builder entries)
    {
        var name = Path.GetFileName(path);
        var phone = isProfile ? DeviceFamilies.PhoneOf(name) : null;
        if (PublishedName.IsPossible(published) && (phone is not null || !isProfile) && FileTree.TryRead(path, out var bytes))
        {
            entries.Add(new ManifestEntry(_root.Target, published, default, FileTree.DigestOf(bytes), phone));
        }
    }
}
