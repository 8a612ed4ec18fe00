using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using LibGit2Sharp;

namespace Reconciler.Git.Objects;

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
            var file = File.ReadAllBytes(path);
            using var inflated = new ZLibStream(new MemoryStream(file), CompressionMode.Decompress);
            var header = ReadHeader(inflated);
            var (type, size) = ParseHeader(header);
            var content = new byte[size <= Array.MaxLength ? size : throw new InvalidDataException()];
            inflated.ReadExactly(content);
            return inflated.ReadByte() < 0 && EndsWithChecksum(file, header, content) ? (type, content) : throw new InvalidDataException();
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

    /// <summary>Type and size, of which only the file's header is read; null: the object has no file of its own. Type 0: it is broken.</summary>
    public static (int Type, long Size)? ReadHeader(string objectsDirectory, string sha)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(objectsDirectory, sha[..2], sha[2..]));
            using var inflated = new ZLibStream(file, CompressionMode.Decompress);
            return ParseHeader(ReadHeader(inflated));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (InvalidDataException)
        {
            // libgit2 would loop for ever, so nobody is to ask it.
            return (0, 0);
        }
    }

    private static string ReadHeader(Stream inflated)
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

        return header.ToString();
    }

    private static (int Type, long Size) ParseHeader(string header)
    {
        var words = header.Split(' ');
        var type = Array.IndexOf(["", "commit", "tree", "blob", "tag"], words[0]);
        return type > 0 && words.Length == 2 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (type, size)
            : throw new InvalidDataException();
    }

    // ZLibStream does not miss the checksum at the end where a file was cut off just before it; libgit2 waits for it for ever.
    private static bool EndsWithChecksum(ReadOnlySpan<byte> file, string header, ReadOnlySpan<byte> content)
    {
        var sums = Adler(Adler((1, 0), Encoding.Latin1.GetBytes(header + '\0')), content);
        return file.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(file[^sizeof(uint)..]) == ((sums.High << 16) | sums.Low);
    }

    // RFC 1950, section 9; the remainder is taken before 32 bits can overflow.
    private static (uint Low, uint High) Adler((uint Low, uint High) sums, ReadOnlySpan<byte> data)
    {
        const uint Modulus = 65_521;
        const int Block = 5_552;
        var (low, high) = sums;
        while (!data.IsEmpty)
        {
            foreach (var value in data[..Math.Min(Block, data.Length)])
            {
                low += value;
                high += low;
            }

            low %= Modulus;
            high %= Modulus;
            data = data[Math.Min(Block, data.Length)..];
        }

        return (low, high);
    }
}
