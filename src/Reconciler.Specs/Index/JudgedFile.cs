using System.Security.Cryptography;
using NodaTime;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Host.Disk;

namespace Reconciler.Specs.Index;

/// <summary>
/// The faultless sites of the last runs, on disk: a head that says of which program and time zones, a digest a site, the newest last, and a checksum. A cache:
/// where it is missing, damaged or of another program, every site is judged.
/// </summary>
public sealed class JudgedFile(string path, Action<string> warn) : IJudgedFleets
{
    /// <summary>The published site and the next one, and some that come back.</summary>
    private const int Most = 8;

    private const int DigestLength = 32;

    private static readonly byte[] Head = MakeHead();

    private List<Digest>? _known;

    public bool IsFaultless(Digest specs) => Known.Contains(specs);

    public void AddFaultless(Digest specs)
    {
        if (Known is [.., var newest] && newest == specs)
        {
            return;
        }

        Known.Remove(specs);
        Known.Add(specs);
        Known.RemoveRange(0, Math.Max(0, Known.Count - Most));
        try
        {
            // Not synced: the checksum tells what a crash left of it.
            File.WriteAllBytes(path, Bytes());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"{path} cannot be written, so that the next start judges every file of the site again: {exception.Message}");
        }
    }

    private List<Digest> Known => _known ??= Read();

    private List<Digest> Read()
    {
        var bytes = DurableFile.Read(path) ?? [];
        var length = bytes.Length - DigestLength;
        if (length < Head.Length || (length - Head.Length) % DigestLength != 0 || !bytes.AsSpan().StartsWith(Head)
            || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
        {
            return [];
        }

        var known = new List<Digest>();
        for (var at = Head.Length; at < length; at += DigestLength)
        {
            known.Add(Digest.FromBytes(bytes.AsSpan(at, DigestLength)));
        }

        return known;
    }

    private byte[] Bytes()
    {
        var bytes = new byte[Head.Length + ((Known.Count + 1) * DigestLength)];
        Head.CopyTo(bytes, 0);
        for (var i = 0; i < Known.Count; i++)
        {
            Known[i].CopyTo(bytes.AsSpan(Head.Length + (i * DigestLength)));
        }

        SHA256.HashData(bytes.AsSpan(0, bytes.Length - DigestLength), bytes.AsSpan(bytes.Length - DigestLength));
        return bytes;
    }

    private static byte[] MakeHead()
    {
        var head = new byte[4 + DigestLength];
        "RSJ1"u8.CopyTo(head);
        using var builder = new DigestBuilder();
        builder.Add(typeof(JudgedFile).Module.ModuleVersionId.ToString())
            .Add(typeof(Fleet).Module.ModuleVersionId.ToString())
            .Add(DateTimeZoneProviders.Tzdb.VersionId)
            .Build().CopyTo(head.AsSpan(4));
        return head;
    }
}
