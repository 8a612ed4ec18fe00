using System.Buffers.Binary;
using LibGit2Sharp;

namespace Reconciler.Git.Objects;

/// <summary>The list of what is in a pack, from its file <c>.idx</c> of version 2, the only one that Git has written since 2008.</summary>
internal static class PackIndex
{
    private const int HeaderSize = 8;
    private const int Fanouts = 256;
    private const int IdsStart = HeaderSize + (Fanouts * sizeof(uint));

    private static ReadOnlySpan<byte> Header => [0xFF, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2];

    /// <summary>How many objects the pack has.</summary>
    public static int Count(string path)
    {
        using var file = Open(path);
        return Count(file);
    }

    /// <summary>The ids of all of them.</summary>
    public static IReadOnlyList<ObjectId> Read(string path)
    {
        using var file = Open(path);
        var ids = new byte[Count(file)][];
        file.Position = IdsStart;
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = new byte[LibGit2.OidSize];
            file.ReadExactly(ids[i]);
        }

        return [.. ids.Select(id => new ObjectId(id))];
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static int Count(FileStream file)
    {
        Span<byte> start = stackalloc byte[HeaderSize];
        Span<byte> count = stackalloc byte[sizeof(uint)];
        if (file.Length < IdsStart || file.ReadAtLeast(start, HeaderSize) < HeaderSize || !start.SequenceEqual(Header))
        {
            throw new NotFoundException($"pack index {Path.GetFileName(file.Name)} is corrupt");
        }

        file.Position = IdsStart - sizeof(uint);
        file.ReadExactly(count);
        return checked((int)BinaryPrimitives.ReadUInt32BigEndian(count));
    }
}
