using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>
/// The generations of one root: staged whole and synced under the side of the live one, switched to by one rename(2), swept when they have
/// been out long enough. A crash at any point leaves the old set or the new one live, and at most debris that a sweep removes. One process at
/// a time: hold a <see cref="RootLock"/>.
/// </summary>
public sealed partial class GenerationStore
{
    private readonly PublishedRoot _root;
    private readonly DirectoryNaming _naming;
    private readonly PublicLinks _links;
    private readonly ProfileLinks _profiles;
    private readonly TimeProvider _time;

    /// <param name="root">Where to publish.</param>
    /// <param name="namingKey">The key of the digests in directory names; the same key gives the same names.</param>
    /// <param name="time">Says when a generation went out of use.</param>
    public GenerationStore(PublishedRoot root, ReadOnlyMemory<byte> namingKey, TimeProvider time)
    {
        _root = root;
        _naming = new DirectoryNaming(namingKey);
        _links = new PublicLinks(root);
        _profiles = new ProfileLinks(root);
        _time = time;
    }

    /// <summary>The root that this publishes to.</summary>
    public PublishedRoot Root => _root;

    /// <summary>The name of the live generation; null: nothing has been published.</summary>
    public string? CurrentGeneration => Live()?.ToString();

    /// <summary>The digest that a generation with these files has; see <see cref="StagedGeneration.Digest"/>.</summary>
    public Digest DigestOf(IReadOnlyCollection<ManifestEntry> entries) => _naming.Generation(entries);

    /// <summary>Whether a generation is there to be switched to.</summary>
    public bool Has(string generation) => GenerationName.Parse(generation) is not null && FileTree.IsRealDirectory(PathOf(generation));

    /// <summary>Makes the staged generation live: new names are linked, <c>current</c> is renamed over, dropped names are unlinked.</summary>
    public void Switch(StagedGeneration staged)
    {
        LinkNames(staged);
        SwitchTo(staged.Name);
        UnlinkNames(staged);
    }

    /// <summary>The first step of <see cref="Switch"/>, for those who record it: until the switch, a new name leads nowhere and is not found.</summary>
    public void LinkNames(StagedGeneration staged)
    {
        if (!_root.IsServed)
        {
            return;
        }

        if (IsTree(Live()))
        {
            _profiles.Link(staged.Added);
        }
        else
        {
            // Nothing was live, or what a version before the tree published: the switch needs the links of all profiles.
            _profiles.Rederive([.. staged.Entries.Select(PublishedName.Of)]);
        }

        _links.Link(staged.Added);
    }

    /// <summary>The last step of <see cref="Switch"/>: names that the generation does not have are gone from the root.</summary>
    public void UnlinkNames(StagedGeneration staged)
    {
        if (_root.IsServed)
        {
            _links.Unlink(staged.Dropped);
            _profiles.Unlink(staged.Dropped);
        }
    }

    /// <summary>To be called before a switch to a generation whose run was interrupted: the links of these profiles into the tree are there.</summary>
    public void LinkProfiles(IReadOnlyCollection<ManifestEntry> entries)
    {
        if (_root.IsServed)
        {
            _root.Prepare(_root.GroupId());
            _profiles.Link(entries.Select(PublishedName.Of));
        }
    }

    /// <summary>The one atomic step: <c>current</c> leads to that generation when this returns, and leads to the old one until it does.</summary>
    public void SwitchTo(string generation)
    {
        var name = GenerationName.Parse(generation);
        if (name is null || !Has(generation))
        {
            throw new PublishFailedException(
                $"The generation {generation} is not under {_root.Generations}, so it cannot be made live; the next run publishes anew.", _root.Generations);
        }

        if (Live() is { } live)
        {
            if (live == name)
            {
                return;
            }

            NoteLastLive(live);
        }

        var link = TemporaryName.In(_root.Home);
        if (!LibC.TrySymlink(name.LinkTarget, link))
        {
            throw PublishFailedException.FromErrno("create the link", link, Errno.Exists);
        }

        LibC.Rename(link, _root.Current);
        LibC.SyncDirectory(_root.Home);
    }

    /// <summary>Undoes a switch: the generation that was live before, or none where none was (<c>current</c> is removed).</summary>
    public void SwitchBack(string? previous)
    {
        if (previous is not null)
        {
            SwitchTo(previous);
            return;
        }

        if (Live() is { } live)
        {
            NoteLastLive(live);
            LibC.TryUnlink(_root.Current);
            LibC.SyncDirectory(_root.Home);
        }
    }

    /// <summary>Removes a staged generation that is not to be made live. The live one is left alone.</summary>
    public void Discard(string generation)
    {
        if (Has(generation) && CurrentGeneration != generation)
        {
            RemoveGeneration(generation, [.. FileTree.List(_root.Generations).Where(other => other != generation && GenerationName.Parse(other) is not null)], CancellationToken.None);
        }
    }

    /// <summary>
    /// Makes the public links equal to the manifest's names, whatever a crash or a hand left: missing ones are made, and those that we made
    /// and the manifest does not have are removed. Nothing else is touched.
    /// </summary>
    public void RederiveLinks(IReadOnlyCollection<ManifestEntry> entries)
    {
        if (!_root.IsServed)
        {
            return;
        }

        var names = entries.Select(PublishedName.Of).ToList();
        var paths = names.Select(name => name.Path).ToHashSet();
        _links.Unlink([.. _links.FindOwn().Where(name => !paths.Contains(name.Path))]);
        _links.Link(names);
        if (IsTree(Live()))
        {
            _profiles.Rederive(names);
        }
    }

    /// <summary>
    /// Finishes a switch that a crash interrupted, wherever that was: what is missing of the names is linked, the generation made live, and what
    /// else of ours is in the root unlinked.
    /// </summary>
    public void Finish(string generation, IReadOnlyCollection<ManifestEntry> entries)
    {
        if (_root.IsServed)
        {
            LinkProfiles(entries);
            _links.Link(entries.Select(PublishedName.Of));
        }

        SwitchTo(generation);
        RederiveLinks(entries);
    }

    /// <summary>Whether the live generation holds its profiles in trees; those of earlier versions hold them in buckets.</summary>
    internal bool IsLiveTree => IsTree(Live());

    private bool IsTree(GenerationName? generation) =>
        generation?.ToString() is { } name && FileTree.List(PathOf(name)).Any(file => file[0] == '.' || LibC.ReadLink(Path.Combine(PathOf(name), file), out _) == TreeNode.NamesTarget(file));

    /// <summary>The folder of a generation that holds a link for each bucket.</summary>
    private bool IsBuckets(string generation, string name) => FileTree.IsRealDirectory(Path.Combine(PathOf(generation), name));

    private GenerationName? Live() => GenerationName.FromLink(LibC.ReadLink(_root.Current, out _));

    private string PathOf(string generation) => Path.Combine(_root.Generations, generation);

    // The directory's own time says when it was last live: it is there exactly as long as the generation is.
    private void NoteLastLive(GenerationName generation)
    {
        var path = PathOf(generation.ToString());
        try
        {
            Directory.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody removed it; then it need not be kept.
        }
        catch (FileNotFoundException)
        {
            // Likewise.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PublishFailedException.FromException("set the time of", path, exception);
        }
    }
}
