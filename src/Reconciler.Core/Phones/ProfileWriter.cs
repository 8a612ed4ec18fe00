using System.Text;
using System.Xml;

namespace Reconciler.Core.Phones;

/// <summary>Writes profiles and bootstrap files: the one place where the phones' XML is made, and where a profile's secrets are opened.</summary>
public static class ProfileWriter
{
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
                if (run == 0)
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

    private static void Write(XmlWriter writer, ProfileParameter parameter)
    {
        writer.WriteStartElement(parameter.Name);
        writer.WriteAttributeString("ua", ParameterCatalogue.Find(parameter.Name)?.Access == ParameterAccess.User ? "rw" : "na");
        writer.WriteString(parameter.Value.Open());

        // The self-closing form would leave the phone's value as it is.
        writer.WriteFullEndElement();
        writer.WriteRaw("\n");
    }
}
