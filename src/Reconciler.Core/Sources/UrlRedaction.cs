using System.Text.RegularExpressions;

namespace Reconciler.Core.Sources;

/// <summary>Takes user info out of every URL in a text, whoever wrote it: a server, a library, a user. A URL that was not judged is printed through this only.</summary>
public static partial class UrlRedaction
{
    /// <summary>The text without user names, passwords and tokens in URLs.</summary>
    public static string Redact(string text) => UserInfo().Replace(text, "${scheme}");

    // Up to the last @ before the path, since a password may hold one.
    [GeneratedRegex(@"(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*://)[^/\s]*@", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex UserInfo();
}
