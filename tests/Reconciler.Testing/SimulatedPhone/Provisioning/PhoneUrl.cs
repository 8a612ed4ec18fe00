using System.Globalization;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>Where a rule points: <c>[scheme://][server[:port]]/absolute/path</c>; what is missing comes from DHCP's option 66 and the scheme's port.</summary>
public sealed record PhoneUrl(string Scheme, string Server, int Port, string Path)
{
    /// <summary>Reads an address of a rule; null when there is no server to ask.</summary>
    public static PhoneUrl? Parse(string text, string? serverByDhcp)
    {
        var scheme = "tftp";
        var rest = text;
        var mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark > 0)
        {
            scheme = text[..mark].ToLowerInvariant();
            rest = text[(mark + 3)..];
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return null;
        }

        var authority = slash > 0 ? rest[..slash] : serverByDhcp;
        if (string.IsNullOrEmpty(authority))
        {
            return null;
        }

        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        var port = colon < 0 ? DefaultPort(scheme) : int.Parse(authority.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        return new PhoneUrl(scheme, colon < 0 ? authority : authority[..colon], port, rest[slash..]);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Port == DefaultPort(Scheme) ? $"{Scheme}://{Server}{Path}" : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Server}:{Port}{Path}");

    private static int DefaultPort(string scheme) => scheme switch { "http" => 80, "https" => 443, _ => 69 };
}
