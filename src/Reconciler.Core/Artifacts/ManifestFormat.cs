using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Artifacts;

/// <summary>
/// A part of a manifest as bytes: "RMP1", the count, then for each entry the target, 0 or 1 and the MAC, the path's length and UTF-8, the two
/// digests; numbers most significant byte first. Equal entries give equal bytes.
/// </summary>
internal static class ManifestFormat
{
    private const int DigestLength = 32;
    private const int HeaderLength = 8;

    private static ReadOnlySpan<byte> Magic => "RMP1"u8;

    public static byte[] Write(ImmutableArray<ManifestEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(HeaderLength + (entries.Length * 112));
        buffer.Write(Magic);
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), entries.Length);
        buffer.Advance(4);
        foreach (var entry in entries)
        {
            var span = buffer.GetSpan(12 + Encoding.UTF8.GetMaxByteCount(entry.Path.Length) + (2 * DigestLength));
            span[0] = (byte)entry.Target;
            span[1] = entry.Phone is null ? (byte)0 : (byte)1;
            BinaryPrimitives.WriteUInt64BigEndian(span[2..], entry.Phone?.Value ?? 0);
            var length = Encoding.UTF8.GetBytes(entry.Path, span[12..]);
            BinaryPrimitives.WriteUInt16BigEndian(span[10..], checked((ushort)length));
            var position = 12 + length;
            entry.InputDigest.CopyTo(span[position..]);
            entry.ContentDigest.CopyTo(span[(position + DigestLength)..]);
            buffer.Advance(position + (2 * DigestLength));
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The entries; false for bytes that <see cref="Write"/> did not make.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ImmutableArray<ManifestEntry> entries)
    {
        entries = [];
        if (bytes.Length < HeaderLength || !bytes.StartsWith(Magic))
        {
            return false;
        }

        var count = BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
        bytes = bytes[HeaderLength..];
        if (count < 0 || count > bytes.Length / (12 + (2 * DigestLength)))
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<ManifestEntry>(count);
        for (var i = 0; i < count; i++)
        {
            if (bytes.Length < 12 || bytes[0] > (byte)ArtifactTarget.Dhcp || bytes[1] > 1)
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]);
            var total = 12 + length + (2 * DigestLength);
            if (bytes.Length < total)
            {
                return false;
            }

            builder.Add(new ManifestEntry(
                (ArtifactTarget)bytes[0],
                Encoding.UTF8.GetString(bytes.Slice(12, length)),
                Digest.FromBytes(bytes.Slice(12 + length, DigestLength)),
                Digest.FromBytes(bytes.Slice(12 + length + DigestLength, DigestLength)),
                bytes[1] == 0 ? null : new MacAddress(BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]))));
            bytes = bytes[total..];
        }

        entries = builder.MoveToImmutable();
        return bytes.IsEmpty;
    }
}
