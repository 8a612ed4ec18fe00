using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Sources;

/// <summary>
/// A repository's address that may be used: <c>https://</c>, <c>ssh://</c>, <c>git://</c>, <c>file://</c>, an absolute path, or <c>http://</c> to this host.
/// It never holds user info but the user of ssh, so it may be printed.
/// </summary>
public sealed partial record RepositoryUrl
{
    private const int MaximumLength = 2_048;

    private static readonly SearchValues<char> ShellCharacters = SearchValues.Create("'\"`$;\\|&<>()");

    private RepositoryUrl(string text, RepositoryTransport transport, string host, string? localPath)
    {
        Text = text;
        Transport = transport;
        Host = host;
        LocalPath = localPath;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>How it is reached.</summary>
    public RepositoryTransport Transport { get; }

    /// <summary>The server's name or address; empty for a local path.</summary>
    public string Host { get; }

    /// <summary>The directory on this host; null: it is on a server.</summary>
    public string? LocalPath { get; }

    /// <summary>Parses and judges an address. <paramref name="error"/> is one sentence that never echoes the address.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RepositoryUrl? url, [NotNullWhen(false)] out string? error)
    {
        url = null;
        error = Objection(text) ?? Parse(text!, out url);
        return error is null;
    }

    public override string ToString() => Text;

    private static string? Objection(string? text) => text switch
    {
        null or "" => "The repository's URL is empty.",
        { Length: > MaximumLength } => $"The repository's URL is longer than {MaximumLength} characters.",
        _ when text.Any(c => char.IsControl(c) || (char.IsWhiteSpace(c) && text[0] != '/')) => "The repository's URL holds a blank or a control character.",
        ['-', ..] => "The repository's URL starts with a dash.",
        _ => null,
    };

    private static string? Parse(string text, out RepositoryUrl? url)
    {
        url = null;
        if (text[0] == '/')
        {
            url = new RepositoryUrl(text, RepositoryTransport.Local, "", text);
            return null;
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return ScpForm().Match(text) is { Success: true } scp
                ? $"The repository's URL has no scheme: write {SshForm(scp)} instead of {scp.Value}."
                : text.Contains(':', StringComparison.Ordinal)
                ? "The repository's URL has no scheme: write ssh://user@host/path instead of user@host:path."
                : "The repository's URL has no scheme: write https://, ssh://, git://, file:// or an absolute path.";
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? Judge(text, uri, out url) : "The repository's URL cannot be parsed.";
    }

    private static string? Judge(string text, Uri uri, out RepositoryUrl? url)
    {
        url = null;
        RepositoryTransport? transport = uri.Scheme switch
        {
            "https" => RepositoryTransport.Https,
            "http" => RepositoryTransport.Http,
            "ssh" => RepositoryTransport.Ssh,
            "git" => RepositoryTransport.Git,
            "file" => RepositoryTransport.Local,
            _ => null,
        };
        var error = transport switch
        {
            null => "The repository's URL has a scheme that is not used here: write https://, ssh://, git://, file:// or an absolute path.",
            RepositoryTransport.Local when uri.UserInfo.Length > 0 => ServerObjection(uri),
            RepositoryTransport.Local => uri.Host is "" or "localhost" ? null : "A file:// URL names another host: write file:///path.",
            RepositoryTransport.Http when !uri.IsLoopback => "The repository's URL is http to another host, which anyone between may alter: write https://.",
            RepositoryTransport.Ssh when text.AsSpan().ContainsAny(ShellCharacters) => "An ssh:// URL holds a character that a shell would read.",
            _ => ServerObjection(uri),
        };
        if (error is null)
        {
            var isLocal = transport == RepositoryTransport.Local;
            url = new RepositoryUrl(text, transport!.Value, isLocal ? "" : uri.Host, isLocal ? uri.LocalPath : null);
        }

        return error;
    }

    /// <summary>Whether a text is an address with a password, or with a user name where ssh does not need it, which may be a token.</summary>
    public static bool HoldsUserInfo(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && HoldsUserInfo(uri);

    private static bool HoldsUserInfo(Uri uri) =>
        uri.UserInfo.Length > 0
        && (uri.Scheme != "ssh" || uri.UserInfo.Contains(':', StringComparison.Ordinal) || uri.UserInfo.Contains("%3a", StringComparison.OrdinalIgnoreCase));

    private static string SshForm(Match scp) => $"ssh://{scp.Groups["user"].Value}{scp.Groups["host"].Value}/{scp.Groups["path"].Value.TrimStart('/')}";

    // Only what looks like a user, a host and a path is said again: anything else may be a secret in the wrong place.
    [GeneratedRegex("^(?<user>([a-z_][a-z0-9_-]{0,15}@)?)(?<host>[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*):(?<path>[A-Za-z0-9._~/-]+)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ScpForm();

    private static string? ServerObjection(Uri uri)
    {
        if (HoldsUserInfo(uri))
        {
            return "The repository's URL holds a user name, password or token: put it into a file, and name that as passwordFile (usernameFile) under credentials.";
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return "The repository's URL has a query or a fragment, which could hold a token: put tokens into a file named under credentials.";
        }

        var hasDash = uri.Host.StartsWith('-') || uri.UserInfo.StartsWith('-');
        return uri.Host.Length == 0 || hasDash ? "The repository's URL names no usable host." : null;
    }
}

/// <summary>How a repository is reached.</summary>
public enum RepositoryTransport
{
    Https,
    Http,
    Ssh,
    Git,
    Local,
}
