using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Ami;

/// <summary>Collects contacts from the events of a list; called on the connection's reader, so it takes anything without a complaint.</summary>
internal sealed class ContactReading
{
    private readonly ImmutableArray<Contact>.Builder _contacts = ImmutableArray.CreateBuilder<Contact>();
    private int _unreadable;

    /// <summary>An event of PJSIPShowContacts. A contact that the administrator wrote into a file registers nothing and is left out.</summary>
    public void AddPjsip(AmiMessage message)
    {
        if (message.Event is not "ContactList")
        {
            return;
        }

        // ObjectName is <aor>;@<hash> of a contact that registered, and <aor>@@<hash> of one in a file.
        var name = message["ObjectName"];
        var mark = name.LastIndexOf(";@", StringComparison.Ordinal);
        if (mark < 0 && name.Contains("@@", StringComparison.Ordinal))
        {
            return;
        }

        var extension = mark > 0 ? name[..mark] : message["Endpoint"];
        var (address, port) = Authority(message["Uri"]);
        Add(extension, address, port, message["UserAgent"], Time(message["ExpirationTime"]));
    }

    /// <summary>A registered peer: its address by SIPpeers, the rest by SIPshowpeer.</summary>
    public void AddSip(AmiMessage peer, AmiMessage details, DateTimeOffset now)
    {
        // Asterisk says "300 seconds", and -1 where the peer never expires.
        var seconds = details["RegExpire"].Split(' ')[0];
        var expires = int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? now.AddSeconds(left) : (DateTimeOffset?)null;
        Add(peer["ObjectName"], peer["IPaddress"], Port(peer["IPport"]), details["SIP-Useragent"], expires);
    }

    public ContactInventory ToInventory(DateTimeOffset now) => new(now, _contacts.ToImmutable(), _unreadable);

    private void Add(string extension, string address, int port, string agent, DateTimeOffset? expires)
    {
        if (extension.Length == 0 || address.Length == 0 || extension.Any(c => c is < '!' or > '~'))
        {
            _unreadable++;
            return;
        }

        _contacts.Add(new Contact { Extension = extension, Address = address, Port = port, Agent = UserAgent.Parse(agent), Expires = expires });
    }

    /// <summary><c>sip:151@192.168.2.151:5060;transport=udp</c>. Only an address is taken: a name would be looked up wherever a stranger likes.</summary>
    private static (string Address, int Port) Authority(string uri)
    {
        var start = uri.IndexOf('@', StringComparison.Ordinal) + 1;
        if (start == 0)
        {
            start = uri.IndexOf(':', StringComparison.Ordinal) + 1;
        }

        var authority = uri[start..].Split(';', '?', '>')[0];
        return System.Net.IPEndPoint.TryParse(authority, out var endPoint)
            ? (endPoint.Address.ToString(), endPoint.Port == 0 ? 5060 : endPoint.Port)
            : ("", 0);
    }

    private static int Port(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;

    private static DateTimeOffset? Time(string seconds) =>
        uint.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && unix > 0 ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;
}
