using System.Net;

namespace Reconciler.Host.Resync;

/// <summary>
/// Asks a phone's own web server, whose answers are a stranger's: no redirection is followed, and the administrator's password is given by digest alone, never in
/// clear, and to no other host or port.
/// </summary>
public static class PhoneHttp
{
    private const string Administrator = "admin";
    private const int LongestHeadersKilobytes = 16;

    /// <param name="url">Whom it is to ask.</param>
    /// <param name="password">The administrator's; null: none is known.</param>
    /// <param name="patience">How long a connection may take to be made.</param>
    public static HttpClient Client(Uri url, string? password, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(url);
        var credentials = new CredentialCache();
        if (password is not null)
        {
            credentials.Add(new Uri(url.GetLeftPart(UriPartial.Authority)), "Digest", new NetworkCredential(Administrator, password));
        }

        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = credentials,
            ConnectTimeout = patience,
            MaxResponseHeadersLength = LongestHeadersKilobytes,
        });
    }
}
