using System.Globalization;
using LibGit2Sharp;

namespace Reconciler.Git.Objects;

/// <summary>The files of an object database: an object each, or packs of many.</summary>
internal sealed class ObjectFiles(string directory)
{
    private const int Folders = 256;
    private const int SampledFolders = 16;
    private const int NameLength = (2 * LibGit2.OidSize) - 2;

    /// <summary>Where packs are.</summary>
    public string PackDirectory => Path.Combine(directory, "pack");

    /// <summary>How many objects have a file of their own, from a part of the folders: ids are spread evenly, and a look at all of them in each run would be felt.</summary>
    public int EstimateLoose() => Enumerable.Range(0, SampledFolders).Sum(folder => LooseIn(folder).Count()) * (Folders / SampledFolders);

    /// <summary>The objects that have a file of their own.</summary>
    public IReadOnlyList<ObjectId> Loose() => [.. Enumerable.Range(0, Folders).SelectMany(LooseIn)];

    /// <summary>The file of such an object.</summary>
    public string PathOf(ObjectId id) => Path.Combine(directory, id.Sha[..2], id.Sha[2..]);

    /// <summary>The packs, each by the path of its index.</summary>
    public string[] PackIndexes() => Directory.Exists(PackDirectory) ? Directory.GetFiles(PackDirectory, "pack-*.idx") : [];

    /// <summary>Removes a pack, its index first: a pack without one is not looked at.</summary>
    public void RemovePack(string index)
    {
        File.Delete(index);
        foreach (var companion in Directory.GetFiles(PackDirectory, Path.GetFileNameWithoutExtension(index) + ".*"))
        {
            File.Delete(companion);
        }
    }

    private IEnumerable<ObjectId> LooseIn(int folder)
    {
        var prefix = folder.ToString("x2", CultureInfo.InvariantCulture);
        var path = Path.Combine(directory, prefix);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Where(IsName).Select(name => new ObjectId(prefix + name))
            : [];
    }

    // Not what a write that was interrupted left.
    private static bool IsName(string name) => name.Length == NameLength && name.All(char.IsAsciiHexDigitLower);
}
