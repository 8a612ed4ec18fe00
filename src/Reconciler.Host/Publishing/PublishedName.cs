using System.Buffers;
using System.Runtime.InteropServices;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;

namespace Reconciler.Host.Publishing;

/// <summary>The name of a published file under its root, and the link that stands there in the served root.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PublishedName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private PublishedName(string path, MacAddress? phone)
    {
        Path = path;
        Phone = phone;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        Folder = slash < 0 ? "" : path[..slash];
        File = path[(slash + 1)..];
    }

    public string Path { get; }

    /// <summary>Whose profile it is; null: a file of no phone's, or a link that was found.</summary>
    public MacAddress? Phone { get; }

    public byte? Bucket => Phone?.LastOctet;

    /// <summary>The directory of the name; empty at the top.</summary>
    public string Folder { get; }

    public string File { get; }

    /// <summary>The text of the link, relative, so that it holds inside a TFTP server's chroot as well.</summary>
    public string LinkTarget
    {
        get
        {
            var up = Folder.Length == 0 ? "" : "../";
            return Bucket is { } bucket ? $"{up}.reconciler/current/{Folder}/{bucket:x2}/{File}" : $"{up}.reconciler/current/{Path}";
        }
    }

    public static PublishedName Of(Artifact artifact) => Of(artifact.Path, artifact.Phone);

    public static PublishedName Of(ManifestEntry entry) => Of(entry.Path, entry.Phone);

    /// <summary>The name of a link that was found; its bucket is not known.</summary>
    public static PublishedName Parse(string path) => Of(path, null);

    /// <summary>Whether a name can be one of ours: one or two plain segments, none hidden, none that climbs.</summary>
    public static bool IsPossible(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return IsSegment(path.AsSpan(slash + 1)) && (slash < 0 || IsSegment(path.AsSpan(0, slash)));
    }

    /// <summary>Whether a link of that name and text was made by us, whatever the manifest says: it leads to its own name in the live generation.</summary>
    public static bool IsOwnLink(string path, string target)
    {
        var name = new PublishedName(path, null);
        if (target == name.LinkTarget)
        {
            return true;
        }

        var prefix = $"../.reconciler/current/{name.Folder}/";
        var suffix = $"/{name.File}";
        return name.Folder.Length > 0
            && target.Length == prefix.Length + 2 + suffix.Length
            && target.StartsWith(prefix, StringComparison.Ordinal)
            && target.EndsWith(suffix, StringComparison.Ordinal)
            && char.IsAsciiHexDigitLower(target[prefix.Length])
            && char.IsAsciiHexDigitLower(target[prefix.Length + 1]);
    }

    private static PublishedName Of(string path, MacAddress? phone)
    {
        if (!IsPossible(path))
        {
            throw new ArgumentException($"'{path}' cannot be a published name.", nameof(path));
        }

        return new PublishedName(path, phone);
    }

    /// <summary>The directory of a name, as <see cref="Folder"/>; <paramref name="last"/> is given back where it is that.</summary>
    public static string FolderOf(string path, string last)
    {
        var slash = Math.Max(0, path.IndexOf('/', StringComparison.Ordinal));
        return path.AsSpan(0, slash).SequenceEqual(last) ? last : path[..slash];
    }

    private static bool IsSegment(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text[0] is not ('.' or '-') && !text.ContainsAnyExcept(Allowed);
}
