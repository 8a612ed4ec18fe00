using System.Globalization;
using System.Text;

namespace Reconciler.Testing.Sites;

/// <summary>Specs of two desks.</summary>
public static class SmallOffice
{
    public const string Site = """
        name: office
        provisioning: { url: "tftp://192.0.2.10" }
        asterisk: { host: 192.0.2.10, context: phones }
        firmware: { SPA504G: { "7.6.2": spa50x-30x-7-6-2.bin } }
        defaults: { profile: base }
        """;

    public const string Extensions = """
        - { extension: 151, name: Anna }
        - { extension: 152, name: Ben }
        """;

    public const string Profile = """
        name: base
        timeZone: Europe/Berlin
        """;

    public static string Phone(string mac, int extension, string label, string more = "") => string.Create(
        CultureInfo.InvariantCulture, $"mac: {mac}\nmodel: SPA504G\n{more}keys:\n  - line: {extension}\n    label: {label}\n");

    /// <summary>That many more extensions and phones, from 300 on, as one list each.</summary>
    public static (string Extensions, string Phones) Many(int count)
    {
        var extensions = new StringBuilder();
        var phones = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            extensions.Append(CultureInfo.InvariantCulture, $"- {{ extension: {300 + i} }}\n");
            phones.Append(CultureInfo.InvariantCulture, $"- {{ mac: 0025840100{i:x2}, model: SPA504G, keys: [{300 + i}] }}\n");
        }

        return (extensions.ToString(), phones.ToString());
    }
}
