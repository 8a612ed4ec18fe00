using System.Globalization;
using System.Text;

namespace Reconciler.Cli.Tests;

/// <summary>Specs of two desks, and of as many more as a test needs.</summary>
internal static class OfficeFiles
{
    public const string Site = """
        name: office
        provisioning: { url: "tftp://192.0.2.10" }
        asterisk: { host: 192.0.2.10, context: phones }

        """;

    public const string Extensions = """
        - { extension: 151, name: Anna, voicemail: { pin: { derive: 1 } } }
        - { extension: 152, name: Ben }

        """;

    public static string Phone(string mac, int extension, string label) => string.Create(
        CultureInfo.InvariantCulture, $"mac: {mac}\nmodel: SPA504G\nkeys:\n  - line: {extension}\n    label: {label}\n");

    /// <summary>That many more extensions and phones, from 300 on, as one list each.</summary>
    public static (string Path, string Content)[] Many(int count)
    {
        var extensions = new StringBuilder();
        var phones = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            extensions.Append(CultureInfo.InvariantCulture, $"- {{ extension: {300 + i} }}\n");
            phones.Append(CultureInfo.InvariantCulture, $"- {{ mac: 0025840100{i:x2}, model: SPA504G, keys: [{300 + i}] }}\n");
        }

        return [("extensions/many.yaml", extensions.ToString()), ("phones/many.yaml", phones.ToString())];
    }
}
