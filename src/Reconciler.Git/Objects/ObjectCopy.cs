using LibGit2Sharp;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Objects;

/// <summary>
/// Copies a commit and all it needs from one object database on this host to another. libgit2's own local transport packs the whole tree again for each
/// fetch; this reads just what the target lacks. An object is written after all that it refers to, so that one that is there is complete.
/// </summary>
internal sealed class ObjectCopy : IDisposable
{
    private const int CommitType = 1;
    private const int TreeType = 2;
    private const int BlobType = 3;
    private const int TagType = 4;
    private const int Submodule = 0xE000;

    private readonly nint _source;
    private readonly nint _target;
    private readonly string _sourceName;
    private readonly string _sourceObjects;
    private readonly LargeBlobs _large;
    private readonly HashSet<ObjectId> _present = [];

    public ObjectCopy(string sourceObjects, string targetObjects, string sourceName)
    {
        _sourceName = sourceName;
        _sourceObjects = sourceObjects;
        _large = new LargeBlobs(targetObjects);
        _source = Open(sourceObjects);
        _target = Open(targetObjects);
    }

    public void Copy(ObjectId commit, CancellationToken cancellationToken)
    {
        var open = new Stack<Pending>();
        Push(open, commit);
        while (open.TryPeek(out var top))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (top.Next < top.Needs.Count)
            {
                Push(open, top.Needs[top.Next++]);
                continue;
            }

            if (!LibGit2.Write(_target, top.Type, top.Content))
            {
                throw new GitUnavailableException(GitFailure.Other, "An object could not be written into the mirror: look at the free space and rights of the state directory.");
            }

            _present.Add(open.Pop().Id);
        }
    }

    public void Dispose()
    {
        LibGit2.CloseObjects(_source);
        LibGit2.CloseObjects(_target);
    }

    private static nint Open(string directory)
    {
        var odb = LibGit2.OpenObjects(directory);
        return odb != 0 ? odb : throw new GitUnavailableException(GitFailure.MirrorDamaged, $"The object database {directory} cannot be opened.");
    }

    private void Push(Stack<Pending> open, ObjectId id)
    {
        if (_present.Contains(id))
        {
            return;
        }

        if (LibGit2.Exists(_target, id.RawId) || IsLeftOut(id))
        {
            _present.Add(id);
            return;
        }

        var (type, content) = ReadSource(id);
        open.Push(new Pending(id, type, content, Needs(type, content)));
    }

    /// <summary>A file that is too large to be one of specs is judged by its header, never read: its name and size are all that the mirror gets.</summary>
    private bool IsLeftOut(ObjectId id)
    {
        if ((LooseObject.ReadHeader(_sourceObjects, id.Sha) ?? LibGit2.ReadHeader(_source, id.RawId)) is not { Type: BlobType, Size: > LargeBlobs.Threshold } header)
        {
            return false;
        }

        _large.Add(id.Sha, header.Size);
        return true;
    }

    private (int Type, byte[] Content) ReadSource(ObjectId id)
    {
        try
        {
            if ((LooseObject.Read(_sourceObjects, id.Sha) ?? LibGit2.Read(_source, id.RawId)) is { } found)
            {
                return found;
            }
        }
        catch (NotFoundException)
        {
            // Broken is as good as missing.
        }

        throw new GitUnavailableException(GitFailure.MirrorDamaged, $"The repository {_sourceName} lacks object {id.Sha}, or has it broken: run git fsck there.");
    }

    private static List<ObjectId> Needs(int type, byte[] content) => type switch
    {
        CommitType or TagType => CommitNeeds(content),
        TreeType => TreeNeeds(content),
        _ => [],
    };

    // "tree <hex>\n", then any number of "parent <hex>\n"; of a tag, "object <hex>\n".
    private static List<ObjectId> CommitNeeds(ReadOnlySpan<byte> content)
    {
        var needs = new List<ObjectId>();
        while (true)
        {
            var prefix = content.StartsWith("tree "u8) ? 5 : content.StartsWith("parent "u8) || content.StartsWith("object "u8) ? 7 : 0;
            var end = content.IndexOf((byte)'\n');
            if (prefix == 0 || end != prefix + (2 * LibGit2.OidSize))
            {
                return needs;
            }

            needs.Add(new ObjectId(System.Text.Encoding.ASCII.GetString(content[prefix..end])));
            content = content[(end + 1)..];
        }
    }

    // "<octal mode> <name>\0<20 bytes>", any number of times.
    private static List<ObjectId> TreeNeeds(ReadOnlySpan<byte> content)
    {
        var needs = new List<ObjectId>();
        while (content.IndexOf((byte)0) is var end and > 0 && content.Length >= end + 1 + LibGit2.OidSize)
        {
            // A submodule's commit is in another repository.
            if (OctalMode(content) != Submodule)
            {
                needs.Add(new ObjectId(content.Slice(end + 1, LibGit2.OidSize).ToArray()));
            }

            content = content[(end + 1 + LibGit2.OidSize)..];
        }

        return needs;
    }

    private static int OctalMode(ReadOnlySpan<byte> entry)
    {
        var mode = 0;
        foreach (var digit in entry[..Math.Max(0, entry.IndexOf((byte)' '))])
        {
            mode = (mode << 3) | (digit - '0');
        }

        return mode;
    }

    private sealed class Pending(ObjectId id, int type, byte[] content, List<ObjectId> needs)
    {
        public ObjectId Id { get; } = id;

        public int Type { get; } = type;

        public byte[] Content { get; } = content;

        public List<ObjectId> Needs { get; } = needs;

        public int Next { get; set; }
    }
}
