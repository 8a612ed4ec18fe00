using System.Text;
using System.Xml;

namespace Reconciler.Core.Phones;

/// <summary>Writes profiles and bootstrap files: the one place where the phones' XML is made, and where a profile's secrets are opened.</summary>
public static class ProfileWriter
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        Indent = true,
        IndentChars = "",
        NewLineChars = "\n",
    };

    [ThreadStatic]
    private static MemoryStream? buffer;

    /// <summary>The file's bytes: UTF-8 without a byte order mark, one element a line.</summary>
    public static byte[] ToBytes(PhoneProfile profile) => ToBytes(profile.Parameters.AsSpan());

    internal static byte[] ToBytes(ReadOnlySpan<ProfileParameter> parameters)
    {
        var stream = buffer ??= new MemoryStream(64 << 10);
        stream.SetLength(0);
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            writer.WriteStartElement("flat-profile");
            foreach (var parameter in parameters)
            {
                Write(writer, parameter);
            }

            writer.WriteFullEndElement();
            writer.WriteRaw("\n");
        }

        return stream.ToArray();
    }

    private static void Write(XmlWriter writer, ProfileParameter parameter)
    {
        writer.WriteStartElement(parameter.Name);
        writer.WriteAttributeString("ua", ParameterCatalogue.Find(parameter.Name)?.Access == ParameterAccess.User ? "rw" : "na");
        writer.WriteString(parameter.Value.Open());

        // The self-closing form would leave the phone's value as it is.
        writer.WriteFullEndElement();
    }
}
