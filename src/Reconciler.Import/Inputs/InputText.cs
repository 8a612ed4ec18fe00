using System.Text;

namespace Reconciler.Import.Inputs;

/// <summary>Files as text. People's editors and Excel write more than UTF-8.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null where there is none to be had; why is among the findings.</summary>
    public static string? Of(InputFile file, ImportFindings findings)
    {
        if (file.Read() is not { } bytes)
        {
            findings.Refuse(file.Name, 0, $"The file is larger than {InputFile.LargestBytes >> 20} MiB, which no phone's or Asterisk's file is; leave it out.");
            return null;
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var unicode = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return unicode.GetString(bytes.AsSpan(2));
        }

        if (bytes.AsSpan().Contains((byte)0))
        {
            findings.Refuse(file.Name, 0, "The file is no text; leave it out.");
            return null;
        }

        var content = bytes.AsSpan(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0);
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException invalid)
        {
            var line = 1 + content[..Math.Clamp(invalid.Index, 0, content.Length)].Count((byte)'\n');
            findings.Note(file.Name, line, "The file is not in UTF-8 from here on; it is read as Windows-1252's Latin letters, so look at names with accents.");
            return Encoding.Latin1.GetString(content);
        }
    }
}
