using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Core.Sources;

/// <summary>
/// A repository's address that may be used: <c>https://</c>, <c>ssh://</c>, <c>git://</c>, <c>file://</c>, an absolute path, or <c>http://</c> to this host.
/// It never holds a password, so it may be printed.
/// </summary>
public sealed record RepositoryUrl
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
            return text.Contains(':', StringComparison.Ordinal)
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

    private static string? ServerObjection(Uri uri)
    {
        if (uri.UserInfo.Contains(':', StringComparison.Ordinal) || uri.UserInfo.Contains("%3a", StringComparison.OrdinalIgnoreCase))
        {
            return "The repository's URL holds a password: put it into a file and name that file under credentials.";
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
