using System.Xml;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>
/// The small file that gives a phone its key and the rule of its profile. It is never published: the embedded server makes it for the phone that proved to
/// be the one it is for, out of the profile that is live.
/// </summary>
public static class KeyFile
{
    /// <summary>The profile that a key file is asked for by this path; null: the path is none of a key file.</summary>
    public static string? ProfileOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(ProfileRules.KeyFolder + "/", StringComparison.Ordinal) ? path[(ProfileRules.KeyFolder.Length + 1)..] : null;
    }

    /// <summary>Null: the profile is not fetched by a key, or no key of this host opens it.</summary>
    /// <param name="published">The live profile.</param>
    /// <param name="mac">Whose it is.</param>
    /// <param name="secrets">Of the profile's site.</param>
    public static byte[]? Render(byte[] published, MacAddress mac, ISecretSource secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (EncryptedProfile.Open(published, mac, secrets) is not { } profile || RuleOf(profile) is not { Length: > 0 } rule)
        {
            return null;
        }

        var today = secrets.Resolve(EncryptedProfile.KeyOf(mac));
        var key = EncryptedProfile.IsEncrypted(published) && !EncryptedProfile.TryDecrypt(published, today, out _)
            ? secrets.ResolvePrevious(EncryptedProfile.KeyOf(mac))!
            : today;
        return ProfileWriter.ToBytes(
        [
            new ProfileParameter(ProfileRules.KeyParameter, key, null, MayReboot: false),
            new ProfileParameter(ProfileRules.Second, rule, null, MayReboot: false),
        ]);
    }

    private static string? RuleOf(byte[] profile)
    {
        using var reader = XmlReader.Create(new MemoryStream(profile), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        try
        {
            return reader.ReadToFollowing(ProfileRules.Second) ? reader.ReadElementContentAsString() : null;
        }
        catch (XmlException)
        {
            // Somebody damaged it; the next look for drift puts it back.
            return null;
        }
    }
}
