namespace Reconciler.Core.Fleets.Specs;

/// <summary>A number, or all numbers of the same length between two. Both ends are dialled text of digits.</summary>
public sealed record NumberRange(string First, string Last)
{
    public bool Contains(string number) =>
        number.Length == First.Length && string.CompareOrdinal(number, First) >= 0 && string.CompareOrdinal(number, Last) <= 0;

    public override string ToString() => First == Last ? First : $"{First}-{Last}";
}
