using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>
/// A profile as <c>openssl enc -aes-256-cbc -md md5 -k KEY</c> writes it, which is what a phone reads by the option <c>--key</c> of its rule. The salt
/// comes from key and content, so that the same profile is the same bytes on every machine, and two profiles never share one.
/// </summary>
public static class EncryptedProfile
{
    private const int SaltBytes = 8;
    private const int KeyBytes = 32;
    private const int BlockBytes = 16;

    private static ReadOnlySpan<byte> Magic => "Salted__"u8;

    /// <summary>The key of a phone: derived like every other secret, 24 characters of [A-Za-z0-9], which no rule has to quote.</summary>
    public static SecretReference KeyOf(MacAddress mac) => new(SecretKind.ProfileKey, $"phone/{mac}", SecretOrigin.Derive, Rotation: 1);

    /// <summary>Whether a file is encrypted; a profile itself begins with <c>&lt;</c>.</summary>
    public static bool IsEncrypted(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    public static byte[] Encrypt(ReadOnlySpan<byte> profile, SecretValue key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var pass = Encoding.UTF8.GetBytes(key.Open());
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(pass, profile, digest);
        var salt = digest[..SaltBytes];
        using var aes = Aes.Create();
        var (aesKey, iv) = Derive(pass, salt);
        aes.Key = aesKey;
        return [.. Magic, .. salt, .. aes.EncryptCbc(profile, iv)];
    }

    /// <summary>The profile in a published file, encrypted or not; null where it is encrypted by none of the phone's keys on this host.</summary>
    public static byte[]? Open(byte[] file, MacAddress mac, ISecretSource secrets)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(secrets);
        if (!IsEncrypted(file))
        {
            return file;
        }

        var (today, previous) = (secrets.Resolve(KeyOf(mac)), secrets.ResolvePrevious(KeyOf(mac)));
        return TryDecrypt(file, today, out var profile) || (previous is not null && TryDecrypt(file, previous, out profile)) ? profile : null;
    }

    /// <summary>False: another key, or the file was damaged.</summary>
    internal static bool TryDecrypt(ReadOnlySpan<byte> file, SecretValue key, [NotNullWhen(true)] out byte[]? profile)
    {
        profile = null;
        var head = Magic.Length + SaltBytes;
        if (!IsEncrypted(file) || file.Length <= head || (file.Length - head) % BlockBytes != 0)
        {
            return false;
        }

        using var aes = Aes.Create();
        var (aesKey, iv) = Derive(Encoding.UTF8.GetBytes(key.Open()), file[Magic.Length..head]);
        aes.Key = aesKey;
        Span<byte> salted = stackalloc byte[HMACSHA256.HashSizeInBytes];
        try
        {
            var plain = aes.DecryptCbc(file[head..], iv);
            // A wrong key may end in what looks like padding; the salt is right for the right key and content alone.
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Open()), plain, salted);
            profile = salted[..SaltBytes].SequenceEqual(file[Magic.Length..head]) ? plain : null;
        }
        catch (CryptographicException)
        {
            // The padding is none: another key made it.
        }

        return profile is not null;
    }

    /// <summary>OpenSSL's derivation as of 0.9.7: MD5 of all that came before, the pass phrase and the salt, over and over.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The phones derive by MD5; the pass phrase has 142 bits, which no weakness of MD5 helps to guess.")]
    private static (byte[] Key, byte[] Iv) Derive(byte[] pass, ReadOnlySpan<byte> salt)
    {
        Span<byte> derived = stackalloc byte[KeyBytes + BlockBytes];
        byte[] block = [];
        for (var filled = 0; filled < derived.Length; filled += block.Length)
        {
            block = MD5.HashData([.. block, .. pass, .. salt]);
            block.CopyTo(derived[filled..]);
        }

        return (derived[..KeyBytes].ToArray(), derived[KeyBytes..].ToArray());
    }
}
