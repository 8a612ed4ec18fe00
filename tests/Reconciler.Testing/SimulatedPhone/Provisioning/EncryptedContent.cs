using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

// CA5351: the phone derives by MD5.
#pragma warning disable CA5351

/// <summary>What a phone does with the option <c>--key</c> of its rule: AES-256-CBC with the pass phrase, the salt and the derivation of openssl's <c>enc</c> of 2003.</summary>
internal static class EncryptedContent
{
    private const string Option = "--key ";
    private const int Head = 16;

    /// <summary>The content as it is, where the rule has no key.</summary>
    /// <exception cref="ProfileRejectedException">It is not encrypted, or with another key.</exception>
    public static byte[] Open(byte[] content, string options)
    {
        if (!options.StartsWith(Option, StringComparison.Ordinal))
        {
            return content;
        }

        if (content.Length < Head || Encoding.ASCII.GetString(content, 0, 8) != "Salted__")
        {
            throw new ProfileRejectedException("The rule has a key, and the file is not encrypted.");
        }

        var salted = Encoding.ASCII.GetBytes(options[Option.Length..].Trim().Trim('"')).Concat(content[8..Head]).ToArray();
        var first = MD5.HashData(salted);
        var second = MD5.HashData([.. first, .. salted]);
        using var aes = Aes.Create();
        aes.Key = [.. first, .. second];
        try
        {
            return aes.DecryptCbc(content[Head..], MD5.HashData([.. second, .. salted]));
        }
        catch (CryptographicException exception)
        {
            throw new ProfileRejectedException("The key does not fit.", exception);
        }
    }
}
