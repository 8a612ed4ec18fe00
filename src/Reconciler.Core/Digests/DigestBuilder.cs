using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Core.Digests;

/// <summary>Hashes a sequence of fields; each is length-prefixed, so that no two sequences run together to the same bytes.</summary>
public sealed class DigestBuilder : IDisposable
{
    private readonly IncrementalHash _hash;

    public DigestBuilder() => _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>A keyed digest (HMAC-SHA256): a name that nobody without the key can guess.</summary>
    public DigestBuilder(ReadOnlySpan<byte> key) => _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    public DigestBuilder Add(ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        _hash.AppendData(length);
        _hash.AppendData(bytes);
        return this;
    }

    public DigestBuilder Add(string? text)
    {
        if (text is null)
        {
            Span<byte> absent = stackalloc byte[4];
            absent.Fill(0xff);
            _hash.AppendData(absent);
            return this;
        }

        var count = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> buffer = count <= 1024 ? stackalloc byte[1024] : new byte[count];
        return Add(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    public DigestBuilder Add(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Add(bytes);
    }

    public DigestBuilder Add(Digest digest)
    {
        Span<byte> bytes = stackalloc byte[32];
        digest.CopyTo(bytes);
        return Add(bytes);
    }

    /// <summary>The digest of all that was added; the builder starts anew.</summary>
    public Digest Build()
    {
        Span<byte> bytes = stackalloc byte[32];
        _hash.GetHashAndReset(bytes);
        return Digest.FromBytes(bytes);
    }

    public void Dispose() => _hash.Dispose();
}
