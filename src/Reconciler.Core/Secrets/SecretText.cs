using System.Text;
using Reconciler.Core.Text;

namespace Reconciler.Core.Secrets;

/// <summary>Which texts a secret can be, wherever it ends up: whoever reads one, from specs or from the host, asks here, so that no writer meets one that it cannot write.</summary>
public static class SecretText
{
    /// <summary>Of UTF-8, for a SIP password: the line of Asterisk's that holds it is cut at 8,000, and each semicolon takes two.</summary>
    private const int MostSipBytes = 1000;

    private const int ShortestPin = 4;
    private const int LongestPin = 16;

    /// <summary>Why a secret of that kind cannot be the text, as the end of a sentence that begins with its name and never shows it; null where it can.</summary>
    public static string? Problem(string text, SecretKind kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return "is empty";
        }

        return PhoneText.Problem(text) ?? ConfText.ProblemOfCharacters(text) ?? ProblemOf(kind, text);
    }

    // Asterisk cuts the blanks around a value off, and a phone would register with them.
    private static string? ProblemOf(SecretKind kind, string text) => kind switch
    {
        SecretKind.Pin when text.Length is < ShortestPin or > LongestPin || !text.All(char.IsAsciiDigit) => $"is no PIN of {ShortestPin} to {LongestPin} digits",
        SecretKind.Secret when Encoding.UTF8.GetByteCount(text) > MostSipBytes => $"is longer than {MostSipBytes} bytes",
        SecretKind.Secret => ConfText.ProblemOfValue(text),
        _ => null,
    };
}
