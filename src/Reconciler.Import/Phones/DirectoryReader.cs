using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Phones;

/// <summary>Reads the users of FreeSWITCH's directory, as FusionPBX writes them.</summary>
internal sealed class DirectoryReader(ImportFindings findings)
{
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "vm-enabled", "vm-password", "vm-mailto", "effective_caller_id_name", "effective_caller_id_number", "call_timeout", "user_context", "domain_name", "domain_uuid", "extension_uuid", "user_uuid", "presence_id",
    };

    public static bool IsDirectory(string text) => text.Contains("<user ", StringComparison.Ordinal) && text.Contains("<param ", StringComparison.Ordinal);

    public IReadOnlyList<InventoryRow> Read(InputFile file, string text)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            document = XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException broken)
        {
            findings.Refuse(file.Name, Math.Max(1, broken.LineNumber), "The XML ends or breaks here: the file is truncated or was edited by hand; fetch it again.");
            return [];
        }

        return [.. document.Descendants("user").Select(u => Row(file, u))];
    }

    private InventoryRow Row(InputFile file, XElement user)
    {
        var line = ((IXmlLineInfo)user).LineNumber;
        var values = user.Descendants("param").Concat(user.Descendants("variable"))
            .Select(e => (Name: (string?)e.Attribute("name") ?? "", Value: (string?)e.Attribute("value") ?? "")).Where(v => v.Value.Length > 0)
            .GroupBy(v => v.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.OrdinalIgnoreCase);
        var number = (string?)user.Attribute("id") ?? "";
        if (values.Keys.Where(k => !Taken.Contains(k)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } others)
        {
            findings.Left(file.Name, line, $"of user {number} nothing is made of {string.Join(", ", others)}, which no spec says.");
        }

        return new InventoryRow(file.Name, line, null, null, number, Value("effective_caller_id_name"), "", Value("password"), Value("vm-enabled") == "true" ? "yes" : "", Value("vm-mailto"), "")
        {
            Pin = Value("vm-password"),
            RingSeconds = int.TryParse(Value("call_timeout"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null,
        };

        string Value(string name) => values.GetValueOrDefault(name, "");
    }
}
