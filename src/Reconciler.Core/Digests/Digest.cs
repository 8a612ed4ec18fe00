using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Reconciler.Core.Digests;

/// <summary>A SHA-256 (or HMAC-SHA256) value, 32 bytes, compared by value and printed as 64 lower-case hex digits.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Digest(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Reads 32 bytes, most significant first.</summary>
    public static Digest FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <summary>Reads 64 hex digits; false for anything else.</summary>
    public static bool TryParse(string? text, out Digest digest)
    {
        digest = default;
        if (text is not { Length: 64 })
        {
            return false;
        }

        Span<ulong> parts = stackalloc ulong[4];
        for (var i = 0; i < 4; i++)
        {
            if (!ulong.TryParse(text.AsSpan(i * 16, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out parts[i]))
            {
                return false;
            }
        }

        digest = new Digest(parts[0], parts[1], parts[2], parts[3]);
        return true;
    }

    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], D);
    }

    /// <summary>The first 16 hex digits: enough to name a directory, short enough to read.</summary>
    public string Abbreviated => $"{A:x16}";

    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}
