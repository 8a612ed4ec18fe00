using System.Xml;

namespace Reconciler.Core.Phones.Families;

/// <summary>Reads a flat profile's elements, those within elements by their whole path below the root.</summary>
internal static class ProfileElementReader
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit };

    public static IReadOnlyDictionary<string, string> Read(ReadOnlyMemory<byte> file)
    {
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = new Stack<string>();
        using var reader = XmlReader.Create(new MemoryStream(file.ToArray()), Settings);
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    // The root itself has no name in a profile, and an element that holds others is none of a parameter.
                    var parent = path.TryPeek(out var above) ? above : "";
                    elements.Remove(parent);
                    var name = reader.Depth == 0 ? "" : parent.Length > 0 ? $"{parent}/{reader.Name}" : reader.Name;
                    elements[name] = "";
                    if (!reader.IsEmptyElement)
                    {
                        path.Push(name);
                    }
                }
                else if (reader.NodeType == XmlNodeType.Text)
                {
                    elements[path.Peek()] = reader.Value;
                }
                else if (reader.NodeType == XmlNodeType.EndElement)
                {
                    path.Pop();
                }
            }
        }
        catch (XmlException)
        {
            elements.Clear();
        }

        elements.Remove("");
        return elements;
    }
}
