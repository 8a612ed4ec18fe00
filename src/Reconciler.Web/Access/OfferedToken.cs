using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Reconciler.Web.Access;

/// <summary>The token that came with a request: as a bearer token, or as the password of a browser's login, whose user name says nothing.</summary>
/// <param name="Text">The token.</param>
/// <param name="IsByBrowser">A browser sends it along by itself, whoever made it ask.</param>
internal sealed record OfferedToken(string Text, bool IsByBrowser)
{
    public static OfferedToken? In(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header.Parameter is not { } parameter)
        {
            return null;
        }

        if (string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return new OfferedToken(parameter, IsByBrowser: false);
        }

        var login = new byte[parameter.Length];
        if (!string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(parameter, login, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(login, 0, length);
        return new OfferedToken(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], IsByBrowser: true);
    }

    /// <summary>A record would print its token.</summary>
    public override string ToString() => "***";
}
