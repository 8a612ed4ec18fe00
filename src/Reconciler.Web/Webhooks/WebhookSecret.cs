using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Reconciler.Web.Access;

namespace Reconciler.Web.Webhooks;

/// <summary>
/// The secret that a forge and this agent share. Most forges sign the body with it, by HMAC with SHA-256; GitLab sends the secret itself. The body is hashed as it
/// comes and never kept, and is not read at all where there is nothing to compare it with.
/// </summary>
internal sealed class WebhookSecret
{
    private const int Chunk = 16 << 10;
    private const string Sha256 = "sha256=";
    private const string GitLabHeader = "X-Gitlab-Token";

    /// <summary>GitHub, and the forges that do as it does; Gitea and Forgejo by their own names; Bitbucket; anything else.</summary>
    private static readonly string[] SignatureHeaders = ["X-Hub-Signature-256", "X-Forgejo-Signature", "X-Gitea-Signature", "X-Hub-Signature", "X-Reconciler-Signature"];

    private readonly byte[] _key;
    private readonly byte[] _tokenDigest;

    private WebhookSecret(string secret)
    {
        _key = Encoding.UTF8.GetBytes(secret);
        _tokenDigest = SHA256.HashData(_key);
    }

    /// <summary>Null: no webhook is asked for.</summary>
    public static WebhookSecret? Load(string? file) => file is null ? null : new WebhookSecret(AccessToken.Read(file, "http.webhookSecretFile"));

    public async Task<bool> IsProvedByAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers[GitLabHeader] is [{ Length: > 0 } token])
        {
            return CryptographicOperations.FixedTimeEquals(_tokenDigest, SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        }

        if (SignatureIn(request) is not { } signature)
        {
            return false;
        }

        var own = await SignAsync(request.Body, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(signature, own);
    }

    private static byte[]? SignatureIn(HttpRequest request)
    {
        var text = SignatureHeaders.Select(name => request.Headers[name]).FirstOrDefault(values => values.Count > 0) is [{ } only] ? only : null;
        if (text is null)
        {
            return null;
        }

        var hex = text.StartsWith(Sha256, StringComparison.Ordinal) ? text[Sha256.Length..] : text;
        return hex.Length == 2 * SHA256.HashSizeInBytes && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
    }

    private async Task<byte[]> SignAsync(Stream body, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        var buffer = new byte[Chunk];
        for (int length; (length = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer, 0, length);
        }

        return hash.GetHashAndReset();
    }
}
