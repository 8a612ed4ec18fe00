using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Digests;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>
/// A digest of what a document says: a canonical form of its nodes with keys in ordinal order, hashed at once. Comments, layout, quotes
/// and the order of keys do not enter it; the order of a list does.
/// </summary>
internal static class SpecDigest
{
    private static readonly Comparer<MapEntry> ByKey = Comparer<MapEntry>.Create((a, b) => string.CompareOrdinal(a.Key.Text, b.Key.Text));

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Buffer;

    public static Digest Of(SpecNode document)
    {
        var buffer = Buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        Write(document, buffer);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return Digest.FromBytes(hash);
    }

    public static Digest OfText(string text) => Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Write(SpecNode node, ArrayBufferWriter<byte> buffer)
    {
        switch (node)
        {
            case ScalarNode scalar:
                Text((byte)'S', scalar.Text, buffer);
                break;
            case ListNode list:
                Header((byte)'L', list.Items.Length, buffer);
                foreach (var item in list.Items)
                {
                    Write(item, buffer);
                }

                break;
            case MapNode map:
                Header((byte)'M', map.Entries.Length, buffer);
                foreach (var entry in map.Entries.Sort(ByKey))
                {
                    Text((byte)'K', entry.Key.Text, buffer);
                    Write(entry.Value, buffer);
                }

                break;
        }
    }

    private static void Text(byte kind, string text, ArrayBufferWriter<byte> buffer)
    {
        Header(kind, Encoding.UTF8.GetByteCount(text), buffer);
        Encoding.UTF8.GetBytes(text, buffer);
    }

    private static void Header(byte kind, int length, ArrayBufferWriter<byte> buffer)
    {
        var span = buffer.GetSpan(5);
        span[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        buffer.Advance(5);
    }
}
