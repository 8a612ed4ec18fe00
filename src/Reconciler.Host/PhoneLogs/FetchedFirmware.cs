using System.Collections.Concurrent;
using Reconciler.Core.Fleets;

namespace Reconciler.Host.PhoneLogs;

/// <summary>The firmware that phones said they run when they last fetched their profiles. A phone's log is read again once it has grown.</summary>
public sealed class FetchedFirmware(PhoneLogStore store)
{
    private readonly ConcurrentDictionary<MacAddress, ((long, DateTime) Stamp, string? Firmware)> _known = new();

    /// <summary>Null: it was not seen to fetch its profile, or the last time by a protocol that has no word for it.</summary>
    public string? Of(MacAddress mac)
    {
        if (store.StampOf(mac) is not { } stamp)
        {
            return null;
        }

        if (!_known.TryGetValue(mac, out var known) || known.Stamp != stamp)
        {
            _known[mac] = known = (stamp, Read(mac));
        }

        return known.Firmware;
    }

    private string? Read(MacAddress mac) => store.Read(mac, "", int.MaxValue)
        .LastOrDefault(line => line.Kind == PhoneLogKind.Fetch && line.File is { } file && PhoneFile.Of(file)?.Kind == PhoneFileKind.Profile)?.Firmware;
}
