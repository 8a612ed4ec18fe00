using System.Globalization;
using System.Text;
using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Dhcp;

/// <summary>Writes dnsmasq's configuration. Texts are quoted; inside quotes a backslash and a quote would mean something, and are refused.</summary>
internal sealed class DnsmasqWriter
{
    private readonly StringBuilder _text = new();

    public DnsmasqWriter Comment(string text)
    {
        Refuse(text, "a comment");
        _text.Append("# ").Append(text).Append('\n');
        return this;
    }

    /// <summary><c>name="text"</c>.</summary>
    public DnsmasqWriter Text(string name, string text)
    {
        _text.Append(name).Append("=\"").Append(Refuse(text, name)).Append("\"\n");
        return this;
    }

    /// <summary><c>dhcp-vendorclass=set:tag,prefix</c>.</summary>
    public DnsmasqWriter VendorClass(string tag, string prefix)
    {
        _text.Append(CultureInfo.InvariantCulture, $"dhcp-vendorclass=set:{tag},{Refuse(prefix, "a vendor class")}\n");
        return this;
    }

    /// <summary><c>dhcp-option=tag:tag,66,"text"</c>.</summary>
    public DnsmasqWriter Option(string tag, int option, string text)
    {
        _text.Append(CultureInfo.InvariantCulture, $"dhcp-option=tag:{tag},{option},\"{Refuse(text, "a DHCP option")}\"\n");
        return this;
    }

    /// <summary><c>dhcp-option=tag:tag,150,192.168.2.245</c>: quoted, an address would be sent as a text.</summary>
    public DnsmasqWriter AddressOption(string tag, int option, string address)
    {
        _text.Append(CultureInfo.InvariantCulture, $"dhcp-option=tag:{tag},{option},{Refuse(address, "a DHCP option")}\n");
        return this;
    }

    /// <summary>A line of the file for <c>dhcp-hostsfile</c>.</summary>
    public DnsmasqWriter Host(string mac, string? tag, string? address)
    {
        _text.Append(mac);
        if (tag is not null)
        {
            _text.Append(",set:").Append(tag);
        }

        if (address is not null)
        {
            _text.Append(',').Append(Refuse(address, "the address of " + mac));
        }

        _text.Append('\n');
        return this;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Refuse(string text, string place)
    {
        if (text.Any(c => char.IsControl(c) || c is '"' or '\\'))
        {
            throw new UnrepresentableTextException(place, "holds a quote, a backslash or a control character");
        }

        return text;
    }
}
