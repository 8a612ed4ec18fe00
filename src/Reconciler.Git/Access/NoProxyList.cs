using System.Net;

namespace Reconciler.Git.Access;

/// <summary>The hosts that <c>no_proxy</c> excepts, as curl reads it: names with all that is under them, addresses, networks, or <c>*</c>.</summary>
internal static class NoProxyList
{
    public static bool Excepts(string host, string? list) =>
        list is not null && list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Any(entry => entry == "*" || Fits(host, entry));

    private static bool Fits(string host, string entry)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return IPNetwork.TryParse(entry, out var network) ? network.Contains(address)
                : IPAddress.TryParse(entry.Trim('[', ']'), out var other) && other.Equals(address);
        }

        var name = entry.Trim('.');
        var asked = host.TrimEnd('.');
        return name.Length > 0
            && (asked.Equals(name, StringComparison.OrdinalIgnoreCase) || asked.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }
}
