using System.Text;
using System.Xml;

namespace Reconciler.Core.Phones;

/// <summary>Writes profiles and bootstrap files: the one place where the phones' XML is made, and where a profile's secrets are opened.</summary>
public static class ProfileWriter
{
    private static readonly XmlWriterSettings Document = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.None,
    };

    private static readonly XmlWriterSettings Fragment = new() { ConformanceLevel = ConformanceLevel.Fragment, NewLineHandling = NewLineHandling.None };

    [ThreadStatic]
    private static MemoryStream? buffer;

    /// <summary>The file's bytes: UTF-8 without a byte order mark, one element a line.</summary>
    public static byte[] ToBytes(PhoneProfile profile) => ToBytes(profile.Parameters.AsSpan());

    internal static byte[] ToBytes(ReadOnlySpan<ProfileParameter> parameters)
    {
        var stream = buffer ??= new MemoryStream(128 << 10);
        stream.SetLength(0);
        using (var writer = XmlWriter.Create(stream, Document))
        {
            writer.WriteStartElement("flat-profile");
            writer.WriteRaw("\n");
            foreach (var parameter in parameters)
            {
                if (parameter.Source is null && ProfileLayout.ElementOf(parameter) is { } element)
                {
                    writer.WriteRaw(element);
                    continue;
                }

                Write(writer, parameter);
            }

            writer.WriteFullEndElement();
            writer.WriteRaw("\n");
        }

        return stream.ToArray();
    }

    /// <summary>One element as it stands in every profile that has it: most of a profile is written once a program.</summary>
    internal static string ToElement(ProfileParameter parameter)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Fragment))
        {
            Write(writer, parameter);
        }

        return text.ToString();
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
