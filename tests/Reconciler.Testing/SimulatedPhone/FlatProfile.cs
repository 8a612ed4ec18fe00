using System.Xml;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>One element of a profile. A null value is the self-closing form, which leaves the parameter as it is.</summary>
public sealed record ProfileElement(string Name, string? Value);

/// <summary>A profile that the phone cannot read; it keeps what it has and tries again later.</summary>
public sealed class ProfileRejectedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Reads a <c>flat-profile</c> as a phone does: elements without children are parameters wherever they stand, attributes are ignored, the text is trimmed and
/// its newlines become spaces, <c>&lt;X/&gt;</c> says nothing and <c>&lt;X&gt;&lt;/X&gt;</c> empties the parameter.
/// </summary>
public static class FlatProfile
{
    private const string Router = "router-configuration";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <summary>The parameters in the order in which they stand; a name may come more than once.</summary>
    public static IReadOnlyList<ProfileElement> Parse(ReadOnlyMemory<byte> content)
    {
        var elements = new List<ProfileElement>();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content.ToArray()), Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != "flat-profile")
            {
                throw new ProfileRejectedException("The root element is not flat-profile.");
            }

            ReadLevel(reader, elements);
        }
        catch (XmlException exception)
        {
            throw new ProfileRejectedException("The profile is not well-formed XML.", exception);
        }

        return elements;
    }

    private static void ReadLevel(XmlReader reader, List<ProfileElement> elements)
    {
        var open = new Stack<(string Name, bool HasChildren, string Text)>();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.TryPop(out var parent))
                    {
                        open.Push(parent with { HasChildren = true });
                    }

                    if (reader.IsEmptyElement)
                    {
                        elements.Add(new ProfileElement(NameOf(reader.Name, open), null));
                    }
                    else
                    {
                        open.Push((reader.Name, false, string.Empty));
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    var current = open.Pop();
                    open.Push(current with { Text = current.Text + reader.Value });
                    break;
                case XmlNodeType.EndElement when open.TryPop(out var ended) && !ended.HasChildren:
                    elements.Add(new ProfileElement(NameOf(ended.Name, open), Normalize(ended.Text)));
                    break;
            }
        }
    }

    /// <summary>A line adapter's router knows its parameters by their whole path.</summary>
    private static string NameOf(string name, Stack<(string Name, bool HasChildren, string Text)> open)
    {
        var path = open.Reverse().Select(o => o.Name).SkipWhile(n => n != Router).ToList();
        return path.Count == 0 ? name : $"{string.Join('/', path)}/{name}";
    }

    private static string Normalize(string text) =>
        text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ').Trim();
}
