using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>
/// One directory that is published to, and where things lie under it. In the served root, which others may use too, everything but the
/// published names is under <c>.reconciler</c>; the Asterisk and DHCP roots are Reconciler's alone.
/// </summary>
/// <param name="Target">Which artifacts belong here.</param>
/// <param name="Directory">The absolute path of the root.</param>
public sealed record PublishedRoot(ArtifactTarget Target, string Directory)
{
    /// <summary>The group that the files and directories made here get, by name; null: the agent's own. Asterisk reads its files by it.</summary>
    public string? Group { get; init; }

    /// <summary>The directory that holds the link <c>current</c>, the generations, the lock and the owner record.</summary>
    public string Home => IsServed ? Path.Combine(Directory, ".reconciler") : Directory;

    /// <summary>The link to the live generation.</summary>
    public string Current => Path.Combine(Home, "current");

    internal string Generations => Path.Combine(Home, "gens");

    /// <summary>Where versions before the tree kept profiles, by the last octet. What kept generations need of it stays.</summary>
    internal string Buckets => Path.Combine(Home, "buckets");

    /// <summary>The nodes of the trees of profiles; see <see cref="TreeNode"/>.</summary>
    internal string Tree => Path.Combine(Home, "tree");

    /// <summary>A link a profile that leads through <c>current</c> into the tree; see <see cref="ProfileLinks"/>.</summary>
    internal string Names => Path.Combine(Home, "names");

    internal bool IsServed => Target == ArtifactTarget.Served;

    /// <summary>Profiles are read by whoever the TFTP server runs as, Asterisk's files by its group only.</summary>
    internal UnixFileMode FileMode => Target == ArtifactTarget.Asterisk
        ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
        : UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Served directories can be passed through by those who know a name, and listed by nobody.</summary>
    internal UnixFileMode DirectoryMode => Target switch
    {
        ArtifactTarget.Served => Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute,
        ArtifactTarget.Asterisk => Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute,
        _ => Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
    };

    private static UnixFileMode Owner => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directories that are missing, and refuses links where they would lead out of the root.</summary>
    internal void Prepare(uint? group)
    {
        PrepareHome(group);
        RequireDirectory(Generations, group);
        if (IsServed)
        {
            RequireDirectory(Tree, group);
            RequireDirectory(Names, group);
        }

        if (LibC.ReadLink(Current, out var exists) is var target && exists && GenerationName.FromLink(target) is null)
        {
            throw new PublishFailedException($"{Current} is not Reconciler's; move it out of the way.", Current);
        }
    }

    /// <summary>Makes just the directory that holds the lock. The root itself may be reached by a link, and keeps the mode that it has.</summary>
    internal void PrepareHome(uint? group)
    {
        var mode = IsServed ? Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute : DirectoryMode;
        if (!System.IO.Directory.Exists(Directory) && !LibC.TryMakeDirectory(Directory, mode, group))
        {
            throw new PublishFailedException($"{Directory} is to be published to and is not a directory; move what is there out of the way.", Directory);
        }

        if (IsServed)
        {
            RequireDirectory(Home, group);
        }
    }

    /// <summary>Looks the group up; a name that the host does not know is a failure.</summary>
    internal uint? GroupId() => Group is null
        ? null
        : LibC.FindGroup(Group) ?? throw new PublishFailedException(
            $"The group '{Group}' of {Directory} does not exist on this host; create it or correct the agent's file.", Directory);

    /// <summary>A real directory; made when it is missing.</summary>
    internal void RequireDirectory(string path, uint? group)
    {
        if (LibC.TryMakeDirectory(path, DirectoryMode, group))
        {
            return;
        }

        if (LibC.ReadLink(path, out _) is not null)
        {
            throw new PublishFailedException($"{path} is a symbolic link and would lead the publication elsewhere; replace it by a directory.", path);
        }

        if (!System.IO.Directory.Exists(path))
        {
            throw new PublishFailedException($"{path} is not a directory; move it out of the way.", path);
        }
    }
}
