using System.Globalization;
using System.Text;
using System.Xml;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Cli.Softphones;

/// <summary>
/// The configuration that Linphone fetches from the address in its QR code. Sections and keys: https://wiki.linphone.org/xwiki/wiki/public/view/Lib/Features/Remote%20Provisioning/
/// and https://download.linphone.org/snapshots/docs/liblinphone/latest/cs/provisioning_configuration_key.html.
/// </summary>
internal static class LinphoneConfiguration
{
    private const string Namespace = "http://www.linphone.org/xsds/lpconfig.xsd";

    public static string Of(DeviceAccount account, string password)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"<sip:{account.Server}:{account.Port};transport={SipTransports.Word(account.Transport)}>");
        var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = false }))
        {
            xml.WriteStartElement("config", Namespace);
            Section(xml, "proxy_0", [
                ("reg_identity", $"\"{account.Name.Replace("\"", "", StringComparison.Ordinal)}\" <sip:{account.User}@{account.Server}>"), ("reg_proxy", server),
                ("reg_route", account.OutboundProxy is { } proxy ? $"<sip:{proxy};lr>" : ""), ("reg_sendregister", "1"),
                ("reg_expires", ((int)account.Expires.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            ]);
            Section(xml, "auth_info_0", [("username", account.User), ("passwd", password), ("domain", account.Server)]);
            Section(xml, "sip", [("default_proxy", "0"), ("media_encryption", account.Srtp == SrtpUse.Off ? "none" : "srtp"), ("media_encryption_mandatory", account.Srtp == SrtpUse.Required ? "1" : "0")]);
            if (account.Stun is { } stun)
            {
                Section(xml, "net", [("stun_server", stun), ("firewall_policy", "stun")]);
            }

            xml.WriteEndElement();
        }

        return text.ToString() + "\n";
    }

    private static void Section(XmlWriter xml, string name, IEnumerable<(string Key, string Value)> entries)
    {
        xml.WriteStartElement("section", Namespace);
        xml.WriteAttributeString("name", name);
        foreach (var (key, value) in entries.Where(e => e.Value.Length > 0))
        {
            xml.WriteStartElement("entry", Namespace);
            xml.WriteAttributeString("name", key);
            xml.WriteAttributeString("overwrite", "true");
            xml.WriteString(value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
