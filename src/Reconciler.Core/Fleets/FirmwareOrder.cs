using System.Globalization;

namespace Reconciler.Core.Fleets;

/// <summary>Orders firmware versions as the phones' rules do, part by part: <c>7.5.2</c>, <c>7.5.2b</c>, <c>7.6.2</c>, <c>7.6.2(SR1)</c>, <c>7.10.1</c>.</summary>
internal static class FirmwareOrder
{
    /// <summary>Whether <paramref name="version"/> comes before <paramref name="other"/>.</summary>
    public static bool IsOlder(string version, string other) => Compare(version, other) < 0;

    private static int Compare(string left, string right)
    {
        var (lefts, rights) = (left.Split('.'), right.Split('.'));
        for (var part = 0; part < Math.Max(lefts.Length, rights.Length); part++)
        {
            var order = ComparePart(lefts.ElementAtOrDefault(part) ?? "", rights.ElementAtOrDefault(part) ?? "");
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>By its number first, then by what follows that; a part that is not there comes before any other.</summary>
    private static int ComparePart(string left, string right)
    {
        var (leftDigits, rightDigits) = (left.TakeWhile(char.IsAsciiDigit).Count(), right.TakeWhile(char.IsAsciiDigit).Count());
        var order = Number(left, leftDigits).CompareTo(Number(right, rightDigits));
        return order != 0 ? order : string.CompareOrdinal(left[leftDigits..], right[rightDigits..]);
    }

    private static decimal Number(string part, int digits) =>
        digits == 0 ? -1 : decimal.TryParse(part.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : decimal.MaxValue;
}
