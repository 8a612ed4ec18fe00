using Reconciler.Core.Fleets;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.PhoneLogs;

/// <summary>
/// Writes down what is seen of phones, each under its MAC address. What came before that was known, such as the fetch of a model's file, is put there once it is.
/// </summary>
public sealed class PhoneWitness(PhoneLogStore store, PhoneAddresses addresses, TimeProvider time)
{
    private const int MostWaiting = 2000;
    private const int MostOfOne = 6;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<PhoneLogLine>> _waiting = new(StringComparer.Ordinal);

    /// <summary>A file was asked for; what no phone asks for is no news.</summary>
    /// <param name="server">Of which server.</param>
    /// <param name="address">By whom.</param>
    /// <param name="path">Its path.</param>
    /// <param name="result">Its result, for people.</param>
    /// <param name="agent">How the asker calls himself; null: the protocol has no word for it.</param>
    public void NoteFetch(string server, string address, string path, string result, string? agent)
    {
        if (PhoneFile.Of(path) is not { } file)
        {
            return;
        }

        if (file.Mac is { } named)
        {
            addresses.Learn(address, named);
        }

        var caller = UserAgent.Parse(agent);
        var line = new PhoneLogLine(
            time.GetUtcNow(), PhoneLogKind.Fetch, address, LegibleText.Of($"{file.Name} by {server}: {result}{(caller.Text.Length == 0 ? "" : $" ({caller.Text})")}"))
        {
            File = LegibleText.Of(file.Name),
            Model = file.Model ?? caller.Model,
            Firmware = caller.Firmware,
        };
        Note(file.Mac ?? addresses.Find(address), line);
    }

    /// <summary>A DHCP server gave a device its address. Written down once the device turns out to be a phone.</summary>
    public void NoteLease(string server, string address, MacAddress mac)
    {
        addresses.Learn(address, mac);
        var line = new PhoneLogLine(time.GetUtcNow(), PhoneLogKind.Lease, address, $"{address} by {server}");
        if (store.Has(mac))
        {
            store.Add(mac, line);
        }
        else
        {
            Wait(line);
        }
    }

    public void NoteSyslog(string address, SyslogMessage message)
    {
        var line = new PhoneLogLine(time.GetUtcNow(), PhoneLogKind.Syslog, address, message.Severity is { } severity ? $"{severity}: {message.Text}" : message.Text);
        Note(addresses.Find(address), line);
    }

    private void Note(MacAddress? mac, PhoneLogLine line)
    {
        if (mac is { } known)
        {
            foreach (var earlier in Taken(line.Address))
            {
                store.Add(known, earlier);
            }
        }
        else
        {
            Wait(line);
        }

        store.Add(mac, line);
    }

    private void Wait(PhoneLogLine line)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(line.Address, out var lines))
            {
                if (_waiting.Count >= MostWaiting)
                {
                    _waiting.Clear();
                }

                _waiting.Add(line.Address, lines = []);
            }

            if (lines.Count >= MostOfOne)
            {
                lines.RemoveAt(0);
            }

            lines.Add(line);
        }
    }

    private List<PhoneLogLine> Taken(string address)
    {
        lock (_gate)
        {
            return _waiting.Remove(address, out var lines) ? lines : [];
        }
    }
}
