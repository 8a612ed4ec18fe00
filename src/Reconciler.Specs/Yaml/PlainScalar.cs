using System.Globalization;

namespace Reconciler.Specs.Yaml;

/// <summary>
/// The type that an editor takes a plain scalar for (YAML 1.2's core schema). It matters only to the schema's types: records always take the text.
/// </summary>
internal static class PlainScalar
{
    /// <summary>Null, a bool, a long, a double, or the text itself.</summary>
    public static object? Resolve(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return text[0] switch
        {
            '~' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' => Word(text),
            '+' or '-' or '.' or (>= '0' and <= '9') => Number(text),
            _ => text,
        };
    }

    private static object? Word(string text) => text switch
    {
        "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => text,
    };

    private static object Number(string text)
    {
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9'))
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? (object)number
                : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) && text.Length > 2 && text.AsSpan(2).ContainsAnyExcept(HexDigits) is false)
        {
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? (object)hex : double.MaxValue;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal) && text.Length > 2 && !text.AsSpan(2).ContainsAnyExceptInRange('0', '7'))
        {
            return 0L;
        }

        return digits is ".inf" or ".Inf" or ".INF" || text is ".nan" or ".NaN" or ".NAN" || IsFloat(digits)
            ? Float(text)
            : text;
    }

    private static System.Buffers.SearchValues<char> HexDigits { get; } = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Beyond a double's range the value does not matter, only that it is a number.</summary>
    private static double Float(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : double.MaxValue;

    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        var exponent = text.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            var power = text[(exponent + 1)..];
            power = power.Length > 0 && power[0] is '+' or '-' ? power[1..] : power;
            if (power.Length == 0 || power.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            text = text[..exponent];
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && !whole.ContainsAnyExceptInRange('0', '9')
            && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}
