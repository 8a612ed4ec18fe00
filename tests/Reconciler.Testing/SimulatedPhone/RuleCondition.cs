using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// A condition of a rule after macro expansion: comparisons joined by <c>and</c>. What is quoted compares as text; bare words compare as versions, number by number.
/// </summary>
public static partial class RuleCondition
{
    /// <summary>True when every comparison holds; a condition that cannot be understood never holds.</summary>
    public static bool Holds(string condition)
    {
        var tokens = Token().Matches(condition).Select(match => match.Value).ToList();
        if (!string.IsNullOrWhiteSpace(Token().Replace(condition, string.Empty)))
        {
            return false;
        }

        for (var index = 0; index < tokens.Count; index += 4)
        {
            if (index + 3 > tokens.Count || !Compare(tokens[index], tokens[index + 1], tokens[index + 2]))
            {
                return false;
            }

            if (index + 3 < tokens.Count && tokens[index + 3] != "and")
            {
                return false;
            }
        }

        return tokens.Count % 4 == 3;
    }

    /// <summary>Compares versions such as <c>7.5.2b</c> or <c>7.6.2(SR1)</c> part by part: the numbers first, then what follows a number.</summary>
    public static int CompareVersions(string left, string right)
    {
        var (lefts, rights) = (left.Split('.'), right.Split('.'));
        for (var index = 0; index < Math.Max(lefts.Length, rights.Length); index++)
        {
            var (leftNumber, leftRest) = Split(index < lefts.Length ? lefts[index] : string.Empty);
            var (rightNumber, rightRest) = Split(index < rights.Length ? rights[index] : string.Empty);
            var order = leftNumber != rightNumber ? leftNumber.CompareTo(rightNumber) : string.CompareOrdinal(leftRest, rightRest);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static bool Compare(string left, string comparison, string right)
    {
        var order = left.StartsWith('"') || right.StartsWith('"')
            ? string.CompareOrdinal(left.Trim('"'), right.Trim('"'))
            : CompareVersions(left, right);
        return comparison switch
        {
            "=" or "eq" => order == 0,
            "!=" or "ne" => order != 0,
            "<" or "lt" => order < 0,
            "<=" or "le" => order <= 0,
            ">" or "gt" => order > 0,
            ">=" or "ge" => order >= 0,
            _ => false,
        };
    }

    private static (long Number, string Suffix) Split(string part)
    {
        var digits = part.TakeWhile(char.IsAsciiDigit).Count();
        var number = digits == 0 ? -1 : long.Parse(part.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return (number, part[digits..]);
    }

    [GeneratedRegex("""
        "[^"]*"|!=|<=|>=|[=<>]|[^\s"=<>!]+
        """, RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
