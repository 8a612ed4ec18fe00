namespace Reconciler.Core.Fleets.Specs;

/// <summary>A number, or all numbers of the same length between two. Both ends are of digits, <c>*</c> and <c>#</c>, and have the same <see cref="ShapeOf"/>.</summary>
public sealed record NumberRange(string First, string Last)
{
    /// <summary>The number with a <c>0</c> for each digit: in a range only digits differ.</summary>
    public static string ShapeOf(string number) => string.Create(number.Length, number, static (shape, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            shape[i] = char.IsAsciiDigit(text[i]) ? '0' : text[i];
        }
    });

    public bool Contains(string number) =>
        number.Length == First.Length && string.CompareOrdinal(number, First) >= 0 && string.CompareOrdinal(number, Last) <= 0
        && ShapeOf(number) == ShapeOf(First);

    public override string ToString() => First == Last ? First : $"{First}-{Last}";
}
