using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Fleets;

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

    /// <summary>The text before the tag in a file; in a value it could not stand, as a value has no &lt;.</summary>
    private static ReadOnlySpan<byte> Marker => "<SIP_User_Agent_Name ua=\"na\">$VERSION cfg/"u8;

    /// <summary>The phone's User-Agent: its own name and version, then the tag.</summary>
    public static string UserAgent(string tag) => "$VERSION cfg/" + tag;

    /// <summary>A file with an empty tag, with <paramref name="tag"/> put in.</summary>
    public static byte[] Insert(ReadOnlySpan<byte> untagged, string tag)
    {
        var at = untagged.IndexOf(Marker) + Marker.Length;
        var text = Encoding.UTF8.GetBytes(tag);
        var tagged = new byte[untagged.Length + text.Length];
        untagged[..at].CopyTo(tagged);
        text.CopyTo(tagged.AsSpan(at));
        untagged[at..].CopyTo(tagged.AsSpan(at + text.Length));
        return tagged;
    }

    /// <summary>The tag that a published profile carries, or null where it carries none.</summary>
    public static string? Read(ReadOnlySpan<byte> file)
    {
        var at = file.IndexOf(Marker);
        if (at < 0)
        {
            return null;
        }

        var rest = file[(at + Marker.Length)..];
        var end = rest.IndexOf((byte)'<');
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
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
