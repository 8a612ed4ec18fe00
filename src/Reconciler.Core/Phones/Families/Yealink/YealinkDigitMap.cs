using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>
/// A dial plan in these phones' words. Their digit map has the same digits, sets, repetitions and replacements; a sequence that ends in a repetition needs a
/// timer behind it, for it would match with no repetition at all.
/// </summary>
internal static class YealinkDigitMap
{
    private const string AnyNumber = "[x*#].T";
    private const char Bars = '!';

    private static readonly SearchValues<char> OfSets = SearchValues.Create("x0123456789*#-");
    private static readonly SearchValues<char> Dialled = SearchValues.Create("x0123456789*#-[]");
    private static readonly SearchValues<char> Sent = SearchValues.Create("0123456789*#");

    /// <summary>Emergency numbers, each dialled once it is complete, before the plan; null: neither is given, and the phone dials what is keyed in.</summary>
    /// <param name="plan">The plan of the specs; null, or one with a problem: any number.</param>
    /// <param name="emergency">The site's emergency numbers.</param>
    public static string? Of(string? plan, ImmutableArray<Located<string>> emergency)
    {
        var sequences = plan is null || ProblemOf(plan) is not null ? null : Convert(plan).Sequences;
        return emergency.IsDefaultOrEmpty && sequences is null ? null
            : string.Join('|', (emergency.IsDefault ? [] : emergency.Select(number => number.Value)).Concat(sequences ?? [AnyNumber]));
    }

    /// <summary>Why the phones cannot have the plan, in half a sentence; null: they can.</summary>
    public static string? ProblemOf(string plan) => Convert(plan).Problem;

    private static (IReadOnlyList<string> Sequences, string? Problem) Convert(string plan)
    {
        var (open, close) = (plan.IndexOf('(', StringComparison.Ordinal), plan.LastIndexOf(')'));
        if (open < 0 || close < open || plan.AsSpan(0, open).Trim().Length > 0)
        {
            return ([], "its digit map is a list of sequences without timers in front");
        }

        var sequences = new List<string>();
        foreach (var sequence in plan[(open + 1)..close].Split('|').Select(s => s.Trim()).Where(s => s.Length > 0))
        {
            if (Sequence(sequence) is not { } converted)
            {
                return ([], $"its digit map has no words for the sequence {Quoted.Text(sequence)}");
            }

            sequences.Add(converted);
        }

        return sequences.Count > 0 ? (sequences, null) : ([], "its digit map needs a sequence");
    }

    private static string? Sequence(string text)
    {
        var converted = new StringBuilder(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case 'x' or 'X':
                    converted.Append('x');
                    break;
                case (>= '0' and <= '9') or '*' or '#' or '.':
                    converted.Append(text[i]);
                    break;
                case '[' when text.IndexOf(']', i) is var end and > 0 && IsSet(text.AsSpan(i + 1, end - i - 1)):
                    converted.Append(text.AsSpan(i, end - i + 1));
                    i = end;
                    break;
                case '<' when text.IndexOf('>', i) is var end and > 0 && IsReplacement(text[(i + 1)..end]):
                    converted.Append(text.AsSpan(i, end - i + 1));
                    i = end;
                    break;
                case Bars when i == text.Length - 1:
                    converted.Append(Bars);
                    break;
                case 'S' when TimerOf(text[(i + 1)..]) is { } timer:
                    return converted.Append(timer).ToString();
                case ' ':
                    break;
                default:
                    return null;
            }
        }

        return converted.Length == 0 ? null : converted[^1] == '.' ? converted.Append('T').ToString() : converted.ToString();
    }

    private static bool IsSet(ReadOnlySpan<char> members) => members.Length > 0 && !members.ContainsAnyExcept(OfSets);

    /// <summary>Digits for digits: what an empty side does no document of the maker says.</summary>
    private static bool IsReplacement(string text) => text.Split(':') is [{ Length: > 0 } dialled, { Length: > 0 } sent]
        && !dialled.AsSpan().ContainsAnyExcept(Dialled) && !sent.AsSpan().ContainsAnyExcept(Sent);

    /// <summary>Seconds at a sequence's end, where none at all is what the phone does by itself; null: no number of seconds.</summary>
    private static string? TimerOf(string seconds) =>
        seconds.Length is < 1 or > 2 || !seconds.All(char.IsAsciiDigit) ? null : seconds.TrimStart('0') is { Length: > 0 } some ? $"<T{some}>" : "";
}
