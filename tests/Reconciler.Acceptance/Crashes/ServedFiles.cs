using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Reconciler.Acceptance.Crashes;

/// <summary>What a TFTP server would find in a served root: names that are not hidden, with the bytes that the links lead to.</summary>
internal sealed class ServedFiles
{
    private const string Hidden = ".reconciler";

    private readonly FrozenDictionary<string, string> _digests;

    private ServedFiles(Dictionary<string, string> digests) => _digests = digests.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _digests.Keys;

    /// <summary>Reads them all, as they are now; a link that leads nowhere is a file that is not found.</summary>
    public static ServedFiles Read(string root)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in NamesUnder(root))
        {
            if (TryRead(Path.Combine(root, name)) is { } bytes)
            {
                digests.Add(name, Convert.ToHexString(SHA256.HashData(bytes)));
            }
        }

        return new ServedFiles(digests);
    }

    /// <summary>Every name, also of a link that leads nowhere.</summary>
    public static IReadOnlySet<string> NamesUnder(string root) => !Directory.Exists(root)
        ? new HashSet<string>(StringComparer.Ordinal)
        : Directory.EnumerateFileSystemEntries(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(path => !Directory.Exists(path) || new FileInfo(path).LinkTarget is not null)
            .Select(path => Path.GetRelativePath(root, path))
            .Where(name => !name.StartsWith(Hidden, StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

    public bool IsSameAs(ServedFiles other) =>
        _digests.Count == other._digests.Count && _digests.All(file => other._digests.GetValueOrDefault(file.Key) == file.Value);

    /// <summary>
    /// Fails unless this is one of two sets that follow each other: every file of one set whole, none of the other. Names that only one of them has may be
    /// missing, since they are linked before the switch and unlinked after it; so may those that somebody put in the way of ours.
    /// </summary>
    public void AssertIsOneOf(ServedFiles before, ServedFiles after, string when, IReadOnlySet<string>? foreign = null)
    {
        var kept = before.Names.Intersect(after.Names, StringComparer.Ordinal).Where(name => foreign?.Contains(name) != true).ToList();
        Assert.True(kept.All(_digests.ContainsKey), $"{when}: missing {string.Join(", ", kept.Where(name => !_digests.ContainsKey(name)))}");
        Assert.True(IsPartOf(before, kept) || IsPartOf(after, kept), $"{when}: a torn file, or files of two sets: {Tell(before, after)}");
    }

    private static byte[]? TryRead(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private bool IsPartOf(ServedFiles whole, List<string> kept) =>
        kept.All(name => _digests[name] == whole._digests[name])
        && _digests.All(file => whole._digests.GetValueOrDefault(file.Key) == file.Value);

    private string Tell(ServedFiles before, ServedFiles after) => string.Join(", ", _digests.Select(file =>
        $"{file.Key} is {(before._digests.GetValueOrDefault(file.Key) == file.Value ? "old " : "")}{(after._digests.GetValueOrDefault(file.Key) == file.Value ? "new" : "")}"));
}
