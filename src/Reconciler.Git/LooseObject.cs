using System.Globalization;
using System.IO.Compression;
using System.Text;
using LibGit2Sharp;

namespace Reconciler.Git;

/// <summary>
/// Reads an object that has a file of its own. libgit2 loops for ever on a truncated one (libgit2 issue 7342), and a power cut truncates files, so what is read
/// without being asked for by name, blobs, folders and the head, is read or tried here first.
/// </summary>
internal static class LooseObject
{
    private const int MaximumHeader = 32;

    /// <summary>Type (as libgit2 counts: 1 commit, 2 tree, 3 blob, 4 tag) and content; null: the object has no file of its own.</summary>
    /// <exception cref="NotFoundException">The file is broken.</exception>
    public static (int Type, byte[] Content)? Read(string objectsDirectory, string sha)
    {
        var path = Path.Combine(objectsDirectory, sha[..2], sha[2..]);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenRead(path);
            using var inflated = new ZLibStream(file, CompressionMode.Decompress);
            var (type, size) = ReadHeader(inflated);
            var content = new byte[size];
            inflated.ReadExactly(content);
            return inflated.ReadByte() < 0 ? (type, content) : throw new InvalidDataException();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new NotFoundException($"loose object {sha} is corrupt", e);
        }
    }

    private static (int Type, int Size) ReadHeader(Stream inflated)
    {
        var header = new StringBuilder();
        for (var next = inflated.ReadByte(); next != 0; next = inflated.ReadByte())
        {
            if (next < 0 || header.Length == MaximumHeader)
            {
                throw new InvalidDataException();
            }

            header.Append((char)next);
        }

        var words = header.ToString().Split(' ');
        var type = Array.IndexOf(["", "commit", "tree", "blob", "tag"], words[0]);
        return type > 0 && words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (type, size)
            : throw new InvalidDataException();
    }
}
