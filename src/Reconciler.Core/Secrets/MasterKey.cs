using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Secrets;

/// <summary>
/// The host's master key: what derived secrets, revision tags and the names of published directories come from. It cannot be printed or
/// serialised. What is derived from it never changes between versions; tests hold it to known answers.
/// </summary>
public sealed class MasterKey
{
    /// <summary>Bytes that a master key has at least.</summary>
    public const int MinimumLength = 32;

    private const string Version = "reconciler/1";

    private readonly byte[] _key;
    private readonly byte[] _revisionTagKey;
    private readonly byte[] _directoryNameKey;
    private readonly byte[] _fingerprintKey;

    public MasterKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinimumLength)
        {
            throw new ArgumentException($"A master key has at least {MinimumLength} bytes.", nameof(key));
        }

        _key = key.ToArray();
        _revisionTagKey = Derive(32, "revision-tag");
        _directoryNameKey = Derive(32, "directory-name");
        _fingerprintKey = Derive(32, "fingerprint");
    }

    /// <summary>For the HMAC that a phone's revision tag is cut from.</summary>
    public ReadOnlyMemory<byte> RevisionTagKey => _revisionTagKey;

    /// <summary>For the keyed digests that published directories are named by.</summary>
    public ReadOnlyMemory<byte> DirectoryNameKey => _directoryNameKey;

    /// <summary>For digests of secrets in the host's state, so that the state reveals nothing.</summary>
    internal ReadOnlyMemory<byte> FingerprintKey => _fingerprintKey;

    /// <summary>By this a state knows the key again. It is derived like everything else of the key, and gives nothing of it away.</summary>
    internal Digest Recognition => Digest.FromBytes(Derive(32, "recognition"));

    /// <summary>How this key may have come to be another than the one of that <see cref="Recognition"/>; a slip of an editor is the usual way.</summary>
    internal string DifferenceFrom(Digest known)
    {
        foreach (var end in new[] { "\r\n"u8.ToArray(), "\n"u8.ToArray() })
        {
            if (_key.AsSpan().EndsWith(end) && _key.Length - end.Length >= MinimumLength && new MasterKey(_key.AsSpan(0, _key.Length - end.Length)).Recognition == known)
            {
                return "its file ends in a newline that it did not have before.";
            }

            if (new MasterKey([.. _key, .. end]).Recognition == known)
            {
                return "the newline at the end of its file is gone.";
            }
        }

        return "its file has another content.";
    }

    public override string ToString() => "***";

    /// <summary>A block of the stream that one derived secret is drawn from. Another field, another stream.</summary>
    internal byte[] SecretBlock(string site, SecretReference reference, int block, int length) => Derive(
        length, "secret", site, reference.Kind.ToString(), reference.Subject, Number(reference.Rotation), Number(block));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>HKDF-SHA256; each field stands behind its length, so that no two sequences of fields are the same bytes.</summary>
    private byte[] Derive(int length, params ReadOnlySpan<string> fields)
    {
        using var info = new MemoryStream();
        Append(info, Version);
        foreach (var field in fields)
        {
            Append(info, field);
        }

        return HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, length, salt: null, info: info.ToArray());
    }

    private static void Append(MemoryStream info, string field)
    {
        var bytes = Encoding.UTF8.GetBytes(field);
        Span<byte> prefix = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, bytes.Length);
        info.Write(prefix);
        info.Write(bytes);
    }
}
