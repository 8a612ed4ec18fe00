using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones;

/// <summary>
/// Names a rendered profile in 8 hex digits. The phone's User-Agent carries it, so a REGISTER says which profile the phone runs. It is keyed: nobody
/// without the key can test a guessed password against it.
/// </summary>
public static class RevisionTag
{
    /// <summary>Stands for the tag where secrets are masked.</summary>
    public const string Masked = "«tag»";

    private const int Bytes = 4;

    /// <summary>The User-Agent of Cisco's phones: its own name and version, then the tag.</summary>
    public static string UserAgent(string tag) => "$VERSION cfg/" + tag;

    /// <summary>A file with an empty tag, with <paramref name="tag"/> put in after each <paramref name="mark"/>.</summary>
    public static byte[] Insert(ReadOnlySpan<byte> untagged, ReadOnlySpan<byte> mark, string tag)
    {
        var text = Encoding.UTF8.GetBytes(tag);
        var tagged = new byte[untagged.Length + (text.Length * untagged.Count(mark))];
        var length = 0;
        for (var at = untagged.IndexOf(mark); at >= 0; at = untagged.IndexOf(mark))
        {
            untagged[..(at + mark.Length)].CopyTo(tagged.AsSpan(length));
            text.CopyTo(tagged.AsSpan(length + at + mark.Length));
            length += at + mark.Length + text.Length;
            untagged = untagged[(at + mark.Length)..];
        }

        untagged.CopyTo(tagged.AsSpan(length));
        return tagged;
    }

    /// <summary>The tag that a published profile of any family carries, or null where it carries none.</summary>
    public static string? Read(ReadOnlySpan<byte> file)
    {
        foreach (var family in DeviceFamilies.All)
        {
            var at = file.IndexOf(family.TagMark);
            if (at >= 0)
            {
                var rest = file[(at + family.TagMark.Length)..];
                var end = rest.IndexOfAny("< \n"u8);
                return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
            }
        }

        return null;
    }

    /// <summary>The tag of a profile: HMAC-SHA256 over the MAC and the file as it is with an empty tag and its real secrets.</summary>
    public static string Of(MacAddress mac, ReadOnlySpan<byte> untagged, ReadOnlySpan<byte> key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes(mac.ToString()));
        hmac.AppendData(untagged);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }
}
