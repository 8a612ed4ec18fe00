using System.Net;

namespace Reconciler.Git.Access;

/// <summary>A proxy for http and https, and the hosts that are asked without it.</summary>
public sealed class GitProxy
{
    private readonly ICredentials? _credentials;

    private GitProxy(Uri address, ICredentials? credentials)
    {
        Address = address;
        _credentials = credentials;
    }

    /// <summary>http, https, socks4, socks4a or socks5, without user info.</summary>
    public Uri Address { get; }

    /// <summary>For messages: never with a password.</summary>
    public string Shown => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>
    /// The proxy for a URL; null: none. What the agent's file names comes first, then, as curl has it, the variable of the URL's scheme
    /// (<c>https_proxy</c>; for http in lower case only, since a web server's CGI sets the other) and <c>ALL_PROXY</c>; <c>no_proxy</c> excepts hosts from either.
    /// </summary>
    /// <exception cref="FormatException">It is no proxy's address; the message names where it stands and does not echo it.</exception>
    public static GitProxy? For(Uri url, string? fromFile, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(environment);
        if (url.Scheme is not ("http" or "https") || NoProxyList.Excepts(url.IdnHost, First(environment, "no_proxy", "NO_PROXY")))
        {
            return null;
        }

        if (!string.IsNullOrEmpty(fromFile))
        {
            return Parse(fromFile, "repository.proxy in the agent's file");
        }

        string[] names = url.Scheme == "https" ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] : ["http_proxy", "all_proxy", "ALL_PROXY"];
        var name = names.FirstOrDefault(n => environment.TryGetValue(n, out var value) && value.Length > 0);
        return name is null ? null : Parse(environment[name], $"the environment variable {name}");
    }

    /// <summary>As .NET is to be given it.</summary>
    internal IWebProxy ToWebProxy() => new FixedProxy(Address) { Credentials = _credentials };

    private static string? First(IReadOnlyDictionary<string, string> environment, params string[] names) =>
        names.Select(n => environment.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    private static GitProxy Parse(string text, string where)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;

        // .NET's socks5 leaves the name to the proxy, which is what socks5h asks for.
        whole = whole.StartsWith("socks5h://", StringComparison.OrdinalIgnoreCase) ? "socks5://" + whole["socks5h://".Length..] : whole;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || uri.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            throw new FormatException($"{where} is no proxy's address: write http://host:port or socks5://host:port.");
        }

        return new GitProxy(new UriBuilder(uri) { UserName = "", Password = "", Path = "", Query = "", Fragment = "" }.Uri, CredentialsOf(uri.UserInfo));
    }

    private static NetworkCredential? CredentialsOf(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return null;
        }

        var parts = userInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    // Whether this host is asked without it is decided already.
    private sealed class FixedProxy(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}
