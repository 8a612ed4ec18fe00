using System.Buffers.Binary;
using System.Numerics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Specs.Index;

/// <summary>
/// The bytes of an index: a head that says what may read it, then records one after the other, each its length, a checksum, a <see cref="ContentKey"/>
/// and the documents. What follows a record that is not whole, as a kill leaves it, is none.
/// </summary>
internal static class IndexRecords
{
    public const int HeadLength = 36;

    private const int FrameLength = 8;

    /// <summary>Other programs read documents otherwise, and so do other schemas, which are part of this one.</summary>
    public static byte[] Head { get; } = MakeHead();

    /// <summary>A record, with room for its frame in front of what is written to it.</summary>
    public static void Begin(NodeWriter writer, ContentKey key)
    {
        Span<byte> start = stackalloc byte[FrameLength + ContentKey.Length];
        key.CopyTo(start[FrameLength..]);
        writer.Write(start);
    }

    /// <summary>The whole record.</summary>
    public static byte[] End(NodeWriter writer)
    {
        var record = writer.Written.ToArray();
        var content = record.AsSpan(FrameLength);
        BinaryPrimitives.WriteInt32LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), Checksum(content));
        return record;
    }

    /// <summary>Where each record's documents are, and where the last whole record ends; zero where the file is not of this program.</summary>
    public static int Scan(byte[] bytes, Dictionary<ContentKey, Range> found)
    {
        if (!bytes.AsSpan().StartsWith(Head))
        {
            return 0;
        }

        var at = HeadLength;
        while (bytes.Length - at >= FrameLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            var start = at + FrameLength;
            if (length < ContentKey.Length || length > bytes.Length - start
                || Checksum(bytes.AsSpan(start, length)) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 4)))
            {
                break;
            }

            found[ContentKey.Read(bytes.AsSpan(start))] = new Range(start + ContentKey.Length, start + length);
            at = start + length;
        }

        return at;
    }

    /// <summary>The record whose documents are there, with its frame.</summary>
    public static ReadOnlySpan<byte> Whole(byte[] bytes, Range documents) => bytes.AsSpan(new Range(documents.Start.Value - ContentKey.Length - FrameLength, documents.End));

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var each in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, each);
        }

        return ~checksum;
    }

    private static byte[] MakeHead()
    {
        var head = new byte[HeadLength];
        "RSI1"u8.CopyTo(head);
        using var builder = new DigestBuilder();
        builder.Add(typeof(IndexRecords).Module.ModuleVersionId.ToString()).Add(typeof(Fleet).Module.ModuleVersionId.ToString()).Build().CopyTo(head.AsSpan(4));
        return head;
    }
}
