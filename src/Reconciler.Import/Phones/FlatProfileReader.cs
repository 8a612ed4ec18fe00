using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Phones;

/// <summary>Reads <c>flat-profile</c> files: what a phone shows under <c>/admin/spacfg.xml</c>, and profiles that a TFTP server holds.</summary>
internal sealed partial class FlatProfileReader(ImportFindings findings)
{
    private const string Root = "flat-profile";
    private const string Reports = "Info/";

    // Names and values repeat on all phones of a site: one text each keeps a thousand dumps small.
    private readonly NameTable _names = new();
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Null where the file is refused, or says nothing of a phone.</summary>
    public PhoneDump? Read(InputFile file, string text)
    {
        if (IsHtml(text))
        {
            findings.Refuse(file.Name, 1, "This is a web page and no configuration: the phone asked for a login, or the address was another one; fetch /admin/spacfg.xml with the administrator's password.");
            return null;
        }

        var elements = new List<DumpElement>(2048);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                NameTable = _names,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            if (!Read(reader, elements))
            {
                findings.Refuse(file.Name, 1, $"There is no <{Root}> in the file; leave it out.");
                return null;
            }
        }
        catch (XmlException broken)
        {
            findings.Refuse(file.Name, Math.Max(1, broken.LineNumber), $"The XML ends or breaks here{(elements is [.., var last] ? $", after <{last.Name}>" : "")}: the file is truncated or was edited by hand; fetch it again.");
            return null;
        }

        return Describe(file, [.. elements]);
    }

    public static bool IsFlatProfile(string text) => text.Contains("<" + Root, StringComparison.OrdinalIgnoreCase);

    public static bool IsHtml(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The MAC address that is in a file's name; null: none.</summary>
    public static MacAddress? MacOf(string name) => MacInName.Match(name) is { Success: true } match && MacAddress.TryParse(match.Value, out var named) ? named : null;

    [GeneratedRegex("(?<=^|[^0-9A-Fa-f]|[sS][pP][aA])[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}(?![0-9A-Fa-f])", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex MacInName { get; }

    private bool Read(XmlReader reader, List<DumpElement> elements)
    {
        var found = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || !string.Equals(reader.LocalName, Root, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            found = true;
            var depth = reader.Depth;
            if (!reader.IsEmptyElement)
            {
                reader.Read();
                while (reader.Depth > depth)
                {
                    ReadElement(reader, elements, "");
                }
            }
        }

        return found;
    }

    private void ReadElement(XmlReader reader, List<DumpElement> elements, string path)
    {
        if (reader.NodeType != XmlNodeType.Element)
        {
            reader.Read();
            return;
        }

        var (name, line) = (path.Length == 0 ? reader.LocalName : Shared($"{path}/{reader.LocalName}"), ((IXmlLineInfo)reader).LineNumber);
        var (depth, group) = (reader.Depth, reader.GetAttribute("group"));
        if (reader.IsEmptyElement)
        {
            // The phone leaves its value as it is.
            reader.Read();
            return;
        }

        var (value, isGroup) = ("", false);
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                value += reader.Value;
                reader.Read();
            }
            else
            {
                // The router of a line adapter has elements within elements.
                isGroup |= reader.NodeType == XmlNodeType.Element;
                ReadElement(reader, elements, name);
            }
        }

        reader.Read();
        if (!isGroup && !IsState(name, group))
        {
            elements.Add(new DumpElement(name, Shared(value.Trim()), line));
        }
    }

    /// <summary>A dump has what the phone measures beside what it was given; some settings stand there too.</summary>
    private static bool IsState(string name, string? group) =>
        group?.StartsWith(Reports, StringComparison.Ordinal) == true && !DeviceFamilies.All.Any(f => f.Catalogue.Find(name) is not null);

    private string Shared(string value)
    {
        if (!_values.TryGetValue(value, out var shared))
        {
            _values[value] = shared = value;
        }

        return shared;
    }

    private PhoneDump Describe(InputFile file, ImmutableArray<DumpElement> elements)
    {
        var byName = new Dictionary<string, DumpElement>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            if (byName.TryGetValue(element.Name, out var earlier) && earlier.Value != element.Value)
            {
                findings.Note(file.Name, element.Line, $"<{element.Name}> was given in line {earlier.Line} already, with another value; phones take the last one.");
            }

            byName[element.Name] = element;
        }

        MacAddress? mac = MacAddress.TryParse(TextOf("MAC_Address"), out var own) ? own
            : MacOf(file.BaseName);
        return new PhoneDump
        {
            File = file.Name,
            Mac = mac,
            Model = ModelNames.Find(TextOf("Product_Name")),
            IsOfPhone = byName.ContainsKey("Product_Name") || byName.ContainsKey("Serial_Number"),
            Elements = elements,
        };

        string? TextOf(string name) => byName.TryGetValue(name, out var found) ? found.Value : null;
    }
}
