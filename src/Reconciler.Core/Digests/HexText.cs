using System.Buffers;

namespace Reconciler.Core.Digests;

/// <summary>Hexadecimal digits as digests are written in names.</summary>
public static class HexText
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>True where every character is one of <c>0-9a-f</c>.</summary>
    public static bool IsLowerCase(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);
}
