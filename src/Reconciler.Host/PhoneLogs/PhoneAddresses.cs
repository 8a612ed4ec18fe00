using System.Net;
using Reconciler.Core.Fleets;

namespace Reconciler.Host.PhoneLogs;

/// <summary>
/// Whose an address is: by what DHCP and the names of fetched files said, else by the kernel's table of neighbours, else by where phones are registered. Only ever for sight: anybody on the
/// network can take another's address.
/// </summary>
/// <param name="neighbours">The kernel's table, <c>/proc/net/arp</c>.</param>
/// <param name="registered">Reads where phones are registered.</param>
/// <param name="time">The clock.</param>
public sealed class PhoneAddresses(string neighbours, Func<IEnumerable<KeyValuePair<string, MacAddress>>> registered, TimeProvider time)
{
    /// <summary>The kernel's own.</summary>
    public const string Neighbours = "/proc/net/arp";

    private const int Most = 20_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, MacAddress> _learned = new(StringComparer.Ordinal);
    private Dictionary<string, MacAddress> _looked = new(StringComparer.Ordinal);
    private long? _lookedAt;

    public void Learn(string address, MacAddress mac)
    {
        lock (_gate)
        {
            if (_learned.Count >= Most)
            {
                _learned.Clear();
            }

            _learned[address] = mac;
        }
    }

    /// <summary>Null: not known. However many strangers ask, tables are read once a minute.</summary>
    public MacAddress? Find(string address)
    {
        lock (_gate)
        {
            if (_learned.TryGetValue(address, out var mac))
            {
                return mac;
            }

            if (_lookedAt is not { } at || time.GetElapsedTime(at) >= Freshness)
            {
                _looked = Look();
                _lookedAt = time.GetTimestamp();
            }

            return _looked.TryGetValue(address, out mac) ? mac : null;
        }
    }

    private Dictionary<string, MacAddress> Look()
    {
        var found = new Dictionary<string, MacAddress>(StringComparer.Ordinal);
        foreach (var (address, mac) in registered())
        {
            found[IPEndPoint.TryParse(address, out var place) ? place.Address.ToString() : address] = mac;
        }

        foreach (var columns in File.Exists(neighbours) ? File.ReadLines(neighbours).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : [])
        {
            // "IP address, HW type, Flags, HW address, ..."; flags 0x0: the kernel still asks.
            if (columns is [var address, "0x1", not "0x0", var hardware, ..] && MacAddress.TryParse(hardware, out var mac))
            {
                found[address] = mac;
            }
        }

        return found;
    }
}
