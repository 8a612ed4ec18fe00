using System.Text;
using System.Xml;

namespace Reconciler.Core.Phones;

/// <summary>Writes profiles and bootstrap files: the one place where the phones' XML is made, and where a profile's secrets are opened.</summary>
public static class ProfileWriter
{
    /// <summary>In a name, between an element and those within it.</summary>
    private const char Within = '/';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly XmlWriterSettings Document = new()
    {
        Encoding = Utf8,
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.None,
    };

    private static readonly XmlWriterSettings Fragment = new() { Encoding = Utf8, ConformanceLevel = ConformanceLevel.Fragment, NewLineHandling = NewLineHandling.None };

    [ThreadStatic]
    private static MemoryStream? Buffer;

    /// <summary>The file's bytes: UTF-8 without a byte order mark, one element a line.</summary>
    public static byte[] ToBytes(PhoneProfile profile) => ToBytes(profile.Parameters.AsSpan());

    internal static byte[] ToBytes(ReadOnlySpan<ProfileParameter> parameters)
    {
        var stream = Buffer ??= new MemoryStream(128 << 10);
        stream.SetLength(0);
        using (var writer = XmlWriter.Create(stream, Document))
        {
            writer.WriteStartElement("flat-profile");
            writer.WriteRaw("\n");
            for (var i = 0; i < parameters.Length;)
            {
                var run = DefaultElements.WriteRun(writer, stream, parameters[i..]);
                if (run == 0 && parameters[i].Name.Contains(Within, StringComparison.Ordinal))
                {
                    run = WriteNested(writer, parameters[i..]);
                }
                else if (run == 0)
                {
                    Write(writer, parameters[i]);
                    run = 1;
                }

                i += run;
            }

            writer.WriteFullEndElement();
            writer.WriteRaw("\n");
        }

        return stream.ToArray();
    }

    /// <summary>Elements as they stand in a profile, in UTF-8, and where each ends.</summary>
    internal static (byte[] Text, int[] Ends) ToElements(IReadOnlyList<ProfileParameter> parameters)
    {
        using var text = new MemoryStream();
        var ends = new int[parameters.Count];
        using (var writer = XmlWriter.Create(text, Fragment))
        {
            for (var i = 0; i < ends.Length; i++)
            {
                Write(writer, parameters[i]);
                writer.Flush();
                ends[i] = (int)text.Length;
            }
        }

        return (text.ToArray(), ends);
    }

    /// <summary>Elements within elements that follow each other, those of one element together; how many.</summary>
    private static int WriteNested(XmlWriter writer, ReadOnlySpan<ProfileParameter> parameters)
    {
        var count = 0;
        string[] open = [];
        while (count < parameters.Length && parameters[count].Name.Contains(Within, StringComparison.Ordinal))
        {
            var path = parameters[count].Name.Split(Within);
            var shared = open.TakeWhile((name, depth) => depth < path.Length - 1 && path[depth] == name).Count();
            Close(writer, open.Length - shared);
            open = path[..^1];
            foreach (var name in open.Skip(shared))
            {
                writer.WriteStartElement(name);
                writer.WriteRaw("\n");
            }

            writer.WriteStartElement(path[^1]);
            writer.WriteString(parameters[count].Value.Open());
            Close(writer, 1);
            count++;
        }

        Close(writer, open.Length);
        return count;
    }

    private static void Close(XmlWriter writer, int elements)
    {
        for (var i = 0; i < elements; i++)
        {
            writer.WriteFullEndElement();
            writer.WriteRaw("\n");
        }
    }

    private static void Write(XmlWriter writer, ProfileParameter parameter)
    {
        writer.WriteStartElement(parameter.Name);
        writer.WriteAttributeString("ua", parameter.IsOfUser ? "rw" : "na");
        writer.WriteString(parameter.Value.Open());

        // The self-closing form would leave the phone's value as it is.
        writer.WriteFullEndElement();
        writer.WriteRaw("\n");
    }
}
