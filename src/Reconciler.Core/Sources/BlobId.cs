using System.Buffers.Text;
using System.Security.Cryptography;

namespace Reconciler.Core.Sources;

/// <summary>
/// Git's name of a file's content, so that a file of a folder and the same one of a commit are known for the same: SHA-1 over <c>blob SIZE\0</c> and the
/// bytes (gitformat-pack, "object names"). Where a checkout converts line endings the two differ, and so do their names.
/// </summary>
public static class BlobId
{
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[32];
        "blob "u8.CopyTo(header);
        Utf8Formatter.TryFormat(content.Length, header["blob ".Length..], out var digits);
        header["blob ".Length + digits] = 0;
#pragma warning disable CA5350 // the name is Git's choice, and nothing is trusted for it
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(header[..("blob ".Length + digits + 1)]);
        hash.AppendData(content);
        Span<byte> id = stackalloc byte[SHA1.HashSizeInBytes];
        hash.GetHashAndReset(id);
        return Convert.ToHexStringLower(id);
    }
}
