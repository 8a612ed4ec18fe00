using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Reconciler.Core.Fleets;

namespace Reconciler.Specs.Index;

/// <summary>Which documents are meant: a Git blob id, read as files of that kind are read.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContentKey(SpecKinds Kind, ulong A, ulong B, uint C)
{
    /// <summary>Kind and blob id.</summary>
    public const int Length = 1 + IdBytes;

    private const int IdBytes = 20;

    /// <summary>Null: the content has no name, or one of another hash.</summary>
    public static ContentKey? Of(SpecKinds kind, string? contentId)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        return contentId is { Length: 2 * IdBytes } && Convert.FromHexString(contentId, id, out _, out _) == System.Buffers.OperationStatus.Done ? Of(kind, id) : null;
    }

    /// <summary>The key that <see cref="CopyTo"/> wrote.</summary>
    public static ContentKey Read(ReadOnlySpan<byte> bytes) => Of((SpecKinds)bytes[0], bytes[1..]);

    public void CopyTo(Span<byte> bytes)
    {
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[9..], B);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[17..], C);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {A:x16}{B:x16}{C:x8}");

    private static ContentKey Of(SpecKinds kind, ReadOnlySpan<byte> id) =>
        new(kind, BinaryPrimitives.ReadUInt64BigEndian(id), BinaryPrimitives.ReadUInt64BigEndian(id[8..]), BinaryPrimitives.ReadUInt32BigEndian(id[16..]));
}
