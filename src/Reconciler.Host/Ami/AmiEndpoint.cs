using Reconciler.Core.Secrets;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>Where Asterisk's manager interface listens, and as whom to log in.</summary>
/// <param name="Host">A name or address.</param>
/// <param name="Port">5038 unless manager.conf says otherwise.</param>
/// <param name="Username">The section of manager.conf.</param>
/// <param name="Secret">Its secret. It is sent as a challenge's answer only, and cannot be printed.</param>
public sealed record AmiEndpoint(string Host, int Port, string Username, SecretLiteral Secret)
{
    private const int LongestSecret = 4096;

    /// <summary>How long to wait for the connection, and then for Asterisk's first line.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long Asterisk may be silent while an answer is due; a long list that keeps coming is not silence.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a whole answer may take, its list included, however steadily it comes: a list that never ends is none.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How much a whole answer may cost in memory. The endpoints of 100,000 phones take half of it.</summary>
    public long LargestAnswer { get; init; } = 256L << 20;

    /// <summary>Whether phones are told to fetch by NOTIFY, so that an Asterisk that cannot send one is found before anything is switched.</summary>
    public bool NeedsNotify { get; init; } = true;

    /// <summary>Settings with the secret in the first line of a file.</summary>
    /// <exception cref="PbxUnavailableException">The file cannot be read, or holds no secret.</exception>
    public static async Task<AmiEndpoint> FromSecretFileAsync(string host, int port, string username, string secretFile, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(secretFile);
            var buffer = new char[LongestSecret];
            var length = await reader.ReadBlockAsync(buffer, cancellationToken).ConfigureAwait(false);
            var text = new string(buffer, 0, length).Split('\n', 2)[0].TrimEnd('\r');
            if (text.Length is 0 or LongestSecret)
            {
                throw new PbxUnavailableException(
                    PbxUnavailableReason.Refused,
                    $"The AMI secret file {secretFile} holds no secret; write the secret of [{username}] in manager.conf into its first line.");
            }

            return new AmiEndpoint(host, port, username, new SecretLiteral(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PbxUnavailableException(
                PbxUnavailableReason.Refused,
                $"The AMI secret file {secretFile} cannot be read; check asterisk.ami.secretFile and who may read the file.",
                e);
        }
    }

    /// <summary><c>127.0.0.1:5038</c>, for messages.</summary>
    public string Address => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
