namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>Takes apart the values of SIP headers.</summary>
public static class SipText
{
    /// <summary>The address in <c>"Name" &lt;sip:user@host&gt;;tag=x</c>.</summary>
    public static string Uri(string header)
    {
        var start = header.IndexOf('<', StringComparison.Ordinal);
        return start < 0 ? header.Split(';')[0].Trim() : header[(start + 1)..header.IndexOf('>', start)];
    }

    /// <summary>The user in <c>sip:user@host</c>.</summary>
    public static string User(string header)
    {
        var uri = Uri(header);
        var at = uri.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? string.Empty : uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..at];
    }

    /// <summary>The name in front of the address, without its quotes.</summary>
    public static string DisplayName(string header)
    {
        var start = header.IndexOf('<', StringComparison.Ordinal);
        return start <= 0 ? string.Empty : header[..start].Trim().Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal);
    }

    /// <summary>A parameter of the header itself, after the address; null when it is not there.</summary>
    public static string? Parameter(string header, string name)
    {
        var outside = header[(header.LastIndexOf('>') + 1)..];
        return outside.Split(';')
            .Select(part => part.Split('=', 2))
            .FirstOrDefault(pair => string.Equals(pair[0].Trim(), name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Length > 1 ? found[1].Trim() : string.Empty
            : null;
    }

    /// <summary>The same address with a name in front, quoted.</summary>
    public static string NameAddress(string displayName, string uri) =>
        displayName.Length == 0
            ? $"<{uri}>"
            : $"\"{displayName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{uri}>";

    /// <summary>A new tag, branch or call id.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N")[..16];
}
