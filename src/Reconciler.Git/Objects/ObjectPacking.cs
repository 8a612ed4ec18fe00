using LibGit2Sharp;
using Reconciler.Git.Access;

namespace Reconciler.Git.Objects;

/// <summary>
/// Keeps the number of files of an object database bounded: each push leaves some objects or a pack, and a push a minute would make a million files a year.
/// No object is ever dropped, also not what a force push took out of the branch: it may be what is served.
/// </summary>
internal sealed class ObjectPacking(string objectsDirectory)
{
    private const int MostLoose = 1_024;
    private const int MostPacks = 32;
    private const string Unfinished = "packing-";

    private readonly ObjectFiles _files = new(objectsDirectory);

    /// <summary>True when there is so much that packing it is worth it.</summary>
    public bool IsDue => _files.EstimateLoose() > MostLoose || _files.PackIndexes().Length > MostPacks;

    /// <summary>
    /// Puts all objects that have a file of their own, and all small packs, into one pack. It is whole and synced before anything that it replaces goes, so a
    /// crash at any point leaves every object in one place at least.
    /// </summary>
    /// <exception cref="NotFoundException">An object is broken.</exception>
    public void Pack(Repository repository, CancellationToken cancellationToken)
    {
        SweepDebris();
        var loose = _files.Loose();
        var packs = Small(loose.Count);
        var folder = Directory.CreateDirectory(Path.Combine(objectsDirectory, Unfinished + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            Build(repository, folder, loose, packs, cancellationToken);
            var installed = Install(folder);

            // A list of packs that is only there for speed, and would go on naming those that are removed.
            File.Delete(Path.Combine(_files.PackDirectory, "multi-pack-index"));
            foreach (var index in packs.Where(index => index != installed))
            {
                _files.RemovePack(index);
            }

            foreach (var id in loose)
            {
                File.Delete(_files.PathOf(id));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The packs to be merged, smallest first: each that is at most twice of what is merged already. So the rest doubles in size from pack to pack, there
    /// are never many of them, and an object is written again as often as the whole doubles, not each time.
    /// </summary>
    private List<string> Small(int loose)
    {
        var small = new List<string>();
        var sum = loose;
        foreach (var (index, count) in _files.PackIndexes().Select(index => (index, PackIndex.Count(index))).OrderBy(pack => pack.Item2))
        {
            if (sum > 0 && count > 2 * (long)sum)
            {
                break;
            }

            if (HoldsLarge(index))
            {
                continue;
            }

            small.Add(index);
            sum += count;
        }

        return small;
    }

    // libgit2 holds a whole object in memory to pack it: a pack with such a one stays as it came.
    private bool HoldsLarge(string index)
    {
        var odb = LibGit2.OpenObjects(objectsDirectory);
        try
        {
            return PackIndex.Read(index).Any(id => LibGit2.ReadHeader(odb, id.RawId) is { Size: > LargeBlobs.Threshold });
        }
        finally
        {
            LibGit2.CloseObjects(odb);
        }
    }

    private void Build(Repository repository, string folder, IReadOnlyList<ObjectId> loose, List<string> packs, CancellationToken cancellationToken)
    {
        // One thread: the PBX on this machine has better use for the others.
        var options = new PackBuilderOptions(folder) { MaximumNumberOfThreads = 1 };
        repository.ObjectDatabase.Pack(options, builder =>
        {
            foreach (var id in loose)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // libgit2 would loop for ever on a truncated one.
                _ = LooseObject.Read(objectsDirectory, id.Sha);
                builder.Add(id);
            }

            foreach (var id in packs.SelectMany(PackIndex.Read))
            {
                builder.Add(id);
            }
        });
    }

    /// <summary>Moves the new pack to the others, its index last, since that is what makes it one; and says where the index is.</summary>
    private string Install(string folder)
    {
        Directory.CreateDirectory(_files.PackDirectory);
        var index = Directory.GetFiles(folder, "*.idx").Single();
        var target = Path.Combine(_files.PackDirectory, Path.GetFileName(index));

        // A pack is named after what is in it: where it is there already, a crash came between this and the removal of the rest.
        if (!File.Exists(target))
        {
            File.Move(Path.ChangeExtension(index, ".pack"), Path.ChangeExtension(target, ".pack"));
            File.Move(index, target);
        }

        using var written = File.OpenHandle(target);
        return GitNative.SyncFileSystem(written) == 0 ? target : throw new IOException("The file system cannot be synced.");
    }

    private void SweepDebris()
    {
        foreach (var folder in Directory.GetDirectories(objectsDirectory, Unfinished + "*"))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var pack in Directory.Exists(_files.PackDirectory) ? Directory.GetFiles(_files.PackDirectory, "pack-*.pack") : [])
        {
            if (!File.Exists(Path.ChangeExtension(pack, ".idx")))
            {
                File.Delete(pack);
            }
        }
    }
}
