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

    private const string Element = "SIP_User_Agent_Name";
    private const int Bytes = 4;

    /// <summary>The phone's User-Agent: its own name and version, then the tag.</summary>
    public static string UserAgent(string tag) => "$VERSION cfg/" + tag;

    /// <summary>The same profile with another tag.</summary>
    public static PhoneProfile Put(PhoneProfile profile, string tag)
    {
        var index = 0;
        while (profile.Parameters[index].Name != Element)
        {
            index++;
        }

        return profile with { Parameters = profile.Parameters.SetItem(index, profile.Parameters[index] with { Value = UserAgent(tag) }) };
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
