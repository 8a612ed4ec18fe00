using System.Buffers.Binary;
using System.Text;

namespace Reconciler.Git.Access;

/// <summary>Tells why a file is no private key that ssh can use without asking anybody; ssh itself would only say that the server refused.</summary>
internal static class SshKeyFile
{
    private const string OpenSshBegin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string OpenSshEnd = "-----END OPENSSH PRIVATE KEY-----";

    private static readonly string[] PublicStarts = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "---- BEGIN SSH2 PUBLIC KEY", "-----BEGIN PUBLIC KEY", "-----BEGIN RSA PUBLIC KEY"];

    /// <summary>The end of a sentence that begins with the file; null: nothing speaks against it.</summary>
    public static string? Objection(string text)
    {
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (PublicStarts.Any(s => start.StartsWith(s, StringComparison.Ordinal)))
        {
            return "holds the public key: name the private one, which has the same name without .pub.";
        }

        if (start.StartsWith("PuTTY-User-Key-File", StringComparison.Ordinal))
        {
            return "is a key in PuTTY's format: convert it with puttygen KEY -O private-openssh -o NEW.";
        }

        if (!start.StartsWith("-----BEGIN ", StringComparison.Ordinal) || !start.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return "holds no private key: its first line must be -----BEGIN OPENSSH PRIVATE KEY-----.";
        }

        if (text.Contains('\r', StringComparison.Ordinal))
        {
            return "has the line ends of Windows (CRLF), which ssh does not read in a key: remove them with sed -i 's/\\r$//' FILE.";
        }

        if (!start.Contains("-----END ", StringComparison.Ordinal))
        {
            return "is cut off: its last line must be -----END OPENSSH PRIVATE KEY-----.";
        }

        return IsEncrypted(start)
            ? "is protected by a passphrase, which nobody is there to type: make a key of the agent's own without one (ssh-keygen -t ed25519 -N '' -f FILE), or take it away with ssh-keygen -p."
            : null;
    }

    private static bool IsEncrypted(string text) =>
        text.StartsWith("-----BEGIN ENCRYPTED ", StringComparison.Ordinal)
        || text.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal)
        || (text.StartsWith(OpenSshBegin, StringComparison.Ordinal) && CipherOf(text) is { } cipher && cipher != "none");

    // "openssh-key-v1\0", then the cipher's name by length and bytes (PROTOCOL.key of OpenSSH).
    private static string? CipherOf(string text)
    {
        var magic = "openssh-key-v1\0"u8;
        var end = text.IndexOf(OpenSshEnd, StringComparison.Ordinal);
        var body = end < 0 ? "" : string.Concat(text[OpenSshBegin.Length..end].Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, bytes, out var length) || !bytes.AsSpan(0, length).StartsWith(magic))
        {
            return null;
        }

        var rest = bytes.AsSpan(magic.Length, length - magic.Length);
        var size = rest.Length < sizeof(uint) ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest);
        return size <= rest.Length - sizeof(uint) ? Encoding.ASCII.GetString(rest.Slice(sizeof(uint), (int)size)) : null;
    }
}
