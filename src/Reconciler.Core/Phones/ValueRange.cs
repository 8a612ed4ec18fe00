using System.Globalization;

namespace Reconciler.Core.Phones;

/// <summary>The numbers from one to another, whole ones unless an end has a fraction; those of a byte that is written as 0xb8 may be written either way.</summary>
internal sealed record ValueRange(decimal First, decimal Last, bool IsWhole, bool IsHexadecimal)
{
    private const string HexadecimalSign = "0x";
    private const int MostDigits = 20;
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Fraction = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary><c>1..65535</c>, <c>0.01..0.16</c> or <c>0x00..0xff</c>.</summary>
    public static ValueRange Parse(string text)
    {
        // "..": the first, since a fraction may begin with a point but never ends with one.
        var between = text.IndexOf("..", StringComparison.Ordinal);
        var (first, last) = (text[..between], text[(between + 2)..]);
        return new ValueRange(ValueOf(first)!.Value, ValueOf(last)!.Value, !first.Contains('.', StringComparison.Ordinal), IsHex(first));
    }

    public bool Contains(string text)
    {
        if (text.StartsWith('+') || (IsHex(text) && !IsHexadecimal) || (IsWhole && text.Contains('.', StringComparison.Ordinal)))
        {
            return false;
        }

        return ValueOf(text) is { } value && value >= First && value <= Last;
    }

    public override string ToString() => IsHexadecimal
        ? string.Create(CultureInfo.InvariantCulture, $"a number from 0x{(int)First:x2} to 0x{(int)Last:x2}")
        : string.Create(CultureInfo.InvariantCulture, $"a {(IsWhole ? "whole number" : "number")} from {First:0.###} to {Last:0.###}");

    private static bool IsHex(string text) => text.StartsWith(HexadecimalSign, StringComparison.OrdinalIgnoreCase);

    private static decimal? ValueOf(string text)
    {
        if (IsHex(text))
        {
            return uint.TryParse(text.AsSpan(HexadecimalSign.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        var style = text.Contains('.', StringComparison.Ordinal) ? Fraction : Whole;
        return text.Length <= MostDigits && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
