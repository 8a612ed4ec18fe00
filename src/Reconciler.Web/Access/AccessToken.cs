using System.Security.Cryptography;
using System.Text;
using Reconciler.Agent.Hosting;
using Reconciler.Core.Secrets;

namespace Reconciler.Web.Access;

/// <summary>A token of the agent's file. Kept as a digest, and compared in a time that tells nothing of it.</summary>
internal sealed class AccessToken
{
    private const int Shortest = 20;
    private const int Longest = 4096;

    private readonly byte[] _digest;

    private AccessToken(string token) => _digest = DigestOf(token);

    public bool Matches(string offered) => CryptographicOperations.FixedTimeEquals(_digest, DigestOf(offered));

    /// <summary>Null where the key is not set. A file that cannot be used is a <see cref="HostConfigurationException"/>.</summary>
    public static AccessToken? Load(string? file, string key) => file is null ? null : new AccessToken(Read(file, key));

    /// <summary>The file's token, which is long enough that nobody guesses it.</summary>
    public static string Read(string file, string key)
    {
        var text = SecretLine.Read(file, key);
        return text.Length is >= Shortest and <= Longest
            ? text
            : throw new HostConfigurationException($"{key} in the agent's file: the first line of {file} has to hold {Shortest} to {Longest} characters; 'openssl rand -hex 32' makes one.");
    }

    private static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
