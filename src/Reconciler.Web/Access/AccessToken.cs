using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Secrets;

namespace Reconciler.Web.Access;

/// <summary>A token of the agent's file. Kept as a digest, and compared in a time that tells nothing of it.</summary>
internal sealed class AccessToken
{
    private const int Shortest = 20;
    private const int Longest = 4096;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly byte[] _digest;

    private AccessToken(string token) => _digest = DigestOf(token);

    public bool Matches(string offered) => CryptographicOperations.FixedTimeEquals(_digest, DigestOf(offered));

    /// <summary>Null where the key is not set. A file that cannot be used is a <see cref="HostConfigurationException"/>.</summary>
    public static AccessToken? Load(string? file, string key) => file is null ? null : new AccessToken(Read(file, key));

    /// <summary>The first line of a file that nobody else may read.</summary>
    public static string Read(string file, string key)
    {
        string text;
        try
        {
            if ((File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            {
                throw new HostConfigurationException($"{key} in the agent's file: everybody on this host may read {file}; run 'chmod o-rwx {file}'.");
            }

            using var reader = new StreamReader(file);
            text = reader.ReadLine()?.Trim() ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostConfigurationException($"{key} in the agent's file: {file} cannot be read ({exception.GetType().Name}); see that it is there and that the agent's user may read it.", exception);
        }

        return text.Length is >= Shortest and <= Longest
            ? text
            : throw new HostConfigurationException($"{key} in the agent's file: the first line of {file} has to hold {Shortest} to {Longest} characters; 'openssl rand -hex 32' makes one.");
    }

    private static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
