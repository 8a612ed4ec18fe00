namespace Reconciler.Core.Fleets;

/// <summary>The number of an extension or ring group: 1 to 15 digits, kept as text (<c>0123</c> is not 123).</summary>
public readonly record struct ExtensionNumber : IComparable<ExtensionNumber>
{
    private readonly string? _digits;

    private ExtensionNumber(string digits) => _digits = digits;

    public static bool TryParse(string? text, out ExtensionNumber number)
    {
        var valid = text is { Length: >= 1 and <= 15 } && text.All(char.IsAsciiDigit);
        number = valid ? new ExtensionNumber(text!) : default;
        return valid;
    }

    public int CompareTo(ExtensionNumber other) => string.CompareOrdinal(ToString(), other.ToString());

    public static bool operator <(ExtensionNumber left, ExtensionNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(ExtensionNumber left, ExtensionNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(ExtensionNumber left, ExtensionNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ExtensionNumber left, ExtensionNumber right) => left.CompareTo(right) >= 0;

    public override string ToString() => _digits ?? "";
}
