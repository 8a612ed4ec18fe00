using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>Digest authentication with MD5 (RFC 2617), both ways: answering a challenge, and judging an answer.</summary>
public static partial class DigestAuthentication
{
    /// <summary>The value of the Authorization header that answers a challenge.</summary>
    public static string Answer(string challenge, string method, string uri, string user, string password)
    {
        var fields = Fields(challenge);
        var realm = fields["realm"];
        var nonce = fields["nonce"];
        var answer = new StringBuilder($"Digest username=\"{user}\",realm=\"{realm}\",nonce=\"{nonce}\",uri=\"{uri}\",algorithm=MD5");
        var first = Hash($"{user}:{realm}:{password}");
        var second = Hash($"{method}:{uri}");
        if (fields.GetValueOrDefault("qop", string.Empty).Split(',').Any(quality => quality.Trim() == "auth"))
        {
            var client = SipText.NewId();
            answer.Append(CultureInfo.InvariantCulture, $",qop=auth,nc=00000001,cnonce=\"{client}\"");
            answer.Append(CultureInfo.InvariantCulture, $",response=\"{Hash($"{first}:{nonce}:00000001:{client}:auth:{second}")}\"");
        }
        else
        {
            answer.Append(CultureInfo.InvariantCulture, $",response=\"{Hash($"{first}:{nonce}:{second}")}\"");
        }

        if (fields.TryGetValue("opaque", out var opaque))
        {
            answer.Append(CultureInfo.InvariantCulture, $",opaque=\"{opaque}\"");
        }

        return answer.ToString();
    }

    /// <summary>True when an Authorization header answers our challenge with this user's password.</summary>
    public static bool IsRightAnswer(string authorization, string method, string expectedNonce, string user, string password)
    {
        if (!authorization.StartsWith("Digest", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var fields = Fields(authorization);
        var field = (string name) => fields.GetValueOrDefault(name, string.Empty);
        var first = Hash($"{user}:{field("realm")}:{password}");
        var second = Hash($"{method}:{field("uri")}");
        var expected = field("qop").Length > 0
            ? Hash($"{first}:{field("nonce")}:{field("nc")}:{field("cnonce")}:{field("qop")}:{second}")
            : Hash($"{first}:{field("nonce")}:{second}");
        return field("username") == user && field("nonce") == expectedNonce && field("response") == expected;
    }

    private static Dictionary<string, string> Fields(string header) =>
        Field().Matches(header).ToDictionary(
            match => match.Groups["name"].Value.ToLowerInvariant(),
            match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["plain"].Value,
            StringComparer.Ordinal);

    // The algorithm of the protocol, not a choice of ours.
#pragma warning disable CA5351
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    [GeneratedRegex("""
        (?<name>[A-Za-z]+)\s*=\s*("(?<quoted>[^"]*)"|(?<plain>[^\s,]+))
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
