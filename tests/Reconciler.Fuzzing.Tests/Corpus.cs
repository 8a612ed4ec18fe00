using System.IO.Compression;
using System.Security.Cryptography;
using Reconciler.Testing;

namespace Reconciler.Fuzzing.Tests;

/// <summary>The inputs of one reader that earlier runs found to take ways of their own: <c>Corpus/READER.zip</c>, an entry an input, named by its digest.</summary>
internal sealed class Corpus(string reader)
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _path = Checkout.PathOf("tests", "Reconciler.Fuzzing.Tests", "Corpus", reader + ".zip");

    /// <summary>In the order of their names, so that every run starts alike.</summary>
    public IReadOnlyList<byte[]> Read() => [.. Entries().Values];

    public void Write(IEnumerable<byte[]> inputs)
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            entries[Convert.ToHexStringLower(SHA256.HashData(input))[..12]] = input;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        using var archive = new ZipArchive(File.Create(_path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = Epoch;
            using var stream = entry.Open();
            stream.Write(bytes);
        }
    }

    private SortedDictionary<string, byte[]> Entries()
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (!File.Exists(_path))
        {
            return entries;
        }

        using var archive = ZipFile.OpenRead(_path);
        foreach (var entry in archive.Entries)
        {
            var bytes = new byte[entry.Length];
            using var stream = entry.Open();
            stream.ReadExactly(bytes);
            entries.Add(entry.FullName, bytes);
        }

        return entries;
    }
}
