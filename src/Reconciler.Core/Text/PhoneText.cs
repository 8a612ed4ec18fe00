using System.Buffers;
using System.Globalization;
using System.Text;

namespace Reconciler.Core.Text;

/// <summary>The limits of a text in a profile.</summary>
internal static class PhoneText
{
    /// <summary>Of UTF-8: far above what any parameter needs.</summary>
    public const int MostBytes = 4000;

    /// <summary>Characters that end or split a value in the phones' rules (Profile_Rule, Upgrade_Rule), which have no escape.</summary>
    public const string NotInRules = "\"[]|$? \\;";

    /// <summary>Why a profile cannot hold the text, as the end of a sentence that begins with its name; null where it can.</summary>
    public static string? Problem(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is longer than {MostBytes} bytes");
        }

        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used) != OperationStatus.Done || rune.Value is 0xfffe or 0xffff)
            {
                return "holds a character that XML cannot write";
            }

            if (Rune.IsControl(rune))
            {
                return "holds a control character or a line break";
            }

            i += used;
        }

        return null;
    }
}
