using System.Globalization;
using System.Text;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// The phone's macro expansion: <c>$NAME</c>, <c>$(NAME)</c>, <c>$(NAME:offset)</c>, <c>$(NAME:offset:length)</c> and <c>$$</c>. The longest known name wins,
/// unknown names stay as they are, and what was put in is not expanded again.
/// </summary>
public static class Macros
{
    /// <summary>Expands the macros of a text.</summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var result = new StringBuilder(text.Length);
        var index = 0;
        while (index < text.Length)
        {
            if (text[index] == '$' && TryExpandAt(text, index, variables, out var value, out var length))
            {
                result.Append(value);
                index += length;
            }
            else
            {
                result.Append(text[index]);
                index++;
            }
        }

        return result.ToString();
    }

    private static bool TryExpandAt(string text, int index, IReadOnlyDictionary<string, string> variables, out string value, out int length)
    {
        (value, length) = (string.Empty, 0);
        var rest = text.AsSpan(index + 1);
        if (rest.StartsWith('$'))
        {
            (value, length) = ("$", 2);
            return true;
        }

        return rest.StartsWith('(')
            ? TryExpandBracketed(rest, variables, out value, out length)
            : TryExpandPlain(rest, variables, out value, out length);
    }

    private static bool TryExpandPlain(ReadOnlySpan<char> rest, IReadOnlyDictionary<string, string> variables, out string value, out int length)
    {
        (value, length) = (string.Empty, 0);
        foreach (var (name, content) in variables)
        {
            if (name.Length + 1 > length && rest.StartsWith(name, StringComparison.Ordinal))
            {
                (value, length) = (content, name.Length + 1);
            }
        }

        return length > 0;
    }

    private static bool TryExpandBracketed(ReadOnlySpan<char> rest, IReadOnlyDictionary<string, string> variables, out string value, out int length)
    {
        (value, length) = (string.Empty, 0);
        var end = rest.IndexOf(')');
        if (end < 0)
        {
            return false;
        }

        var parts = rest[1..end].ToString().Split(':');
        if (!variables.TryGetValue(parts[0], out var content) || parts.Length > 3)
        {
            return false;
        }

        var offset = 0;
        var count = content.Length;
        if ((parts.Length > 1 && !TryParse(parts[1], out offset)) || (parts.Length > 2 && !TryParse(parts[2], out count)))
        {
            return false;
        }

        offset = Math.Min(offset, content.Length);
        (value, length) = (content.Substring(offset, Math.Min(count, content.Length - offset)), end + 2);
        return true;
    }

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
