using System.Text;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Phones.Rules;

/// <summary>One sequence of a phone's dial plan: <c>x</c> any digit, <c>[2-9]</c> a set, <c>.</c> the one before it any number of times, <c>&lt;9:&gt;</c> what is dialled and sent, <c>!</c> barred.</summary>
internal sealed class DialPlanSequence
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly Regex _dialled;

    private DialPlanSequence(string text)
    {
        Text = text;
        _dialled = new Regex("^(" + PatternOf(text) + ")$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, Deadline);
    }

    public string Text { get; }

    /// <summary>The sequences between the plan's outermost bars that bar what they match.</summary>
    public static IEnumerable<DialPlanSequence> BarredIn(string plan)
    {
        var open = plan.IndexOf('(', StringComparison.Ordinal);
        var close = plan.LastIndexOf(')');
        return open < 0 || close < open
            ? []
            : plan[(open + 1)..close].Split('|').Select(s => s.Trim()).Where(s => s.EndsWith('!')).Select(s => new DialPlanSequence(s));
    }

    public bool Matches(string dialled) => _dialled.IsMatch(dialled);

    private static string PatternOf(string text)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case 'x' or 'X':
                    pattern.Append("[0-9]");
                    break;
                case '.':
                    pattern.Append(pattern.Length > 0 && pattern[^1] != '*' ? "*" : "");
                    break;
                case '[' when text.IndexOf(']', i) is var end and > 0:
                    pattern.Append('[').Append(SetOf(text[(i + 1)..end])).Append(']');
                    i = end;
                    break;
                case '<' when text.IndexOf('>', i) is var end and > 0:
                    var dialled = text[(i + 1)..end].Split(':')[0];
                    pattern.Append(dialled.Length == 0 ? "" : $"({PatternOf(dialled)})");
                    i = end;
                    break;
                case >= '0' and <= '9' or '#':
                    pattern.Append(text[i]);
                    break;
                case '*':
                    pattern.Append("[*]");
                    break;
                case 'S' or 'L' or 'P':
                    // A timer, with its seconds.
                    while (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
                    {
                        i++;
                    }

                    break;
                default:
                    break;
            }
        }

        return pattern.ToString();
    }

    private static string SetOf(string members)
    {
        var known = string.Concat(members.Replace("x", "0-9", StringComparison.OrdinalIgnoreCase).Where(c => char.IsAsciiDigit(c) || c is '*' or '#' or '-'));
        return known.Trim('-') is { Length: > 0 } set && IsOrdered(set) ? set : "\0";
    }

    private static bool IsOrdered(string set)
    {
        for (var i = 1; i + 1 < set.Length; i++)
        {
            if (set[i] == '-' && set[i - 1] > set[i + 1])
            {
                return false;
            }
        }

        return true;
    }
}
