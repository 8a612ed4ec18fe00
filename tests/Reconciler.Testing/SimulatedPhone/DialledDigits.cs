using System.Text;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// A phone's dial plan, <c>(sequence|sequence)</c>: which of the sequences a finished dialling matches, and what is sent for it. Timers and the outside tone
/// do not matter once dialling has ended.
/// </summary>
public static class DialledDigits
{
    /// <summary>What is dialled for these keys; null when no sequence matches or the one that does is barred.</summary>
    public static string? Apply(string plan, string dialled)
    {
        var body = new string([.. plan.Where(character => !char.IsWhiteSpace(character))]);
        var start = body.IndexOf('(', StringComparison.Ordinal);
        var inner = body[(start + 1)..body.LastIndexOf(')')];
        return inner.Split('|').Select(sequence => Match(sequence, dialled)).FirstOrDefault(result => result.Matches) is { Matches: true, Barred: false } match
            ? match.Sent
            : null;
    }

    private static (bool Matches, bool Barred, string Sent) Match(string sequence, string dialled)
    {
        var elements = Elements(sequence);
        var sent = MatchFrom(elements, 0, dialled, 0);
        return sent is null ? default : (true, sequence.Contains('!', StringComparison.Ordinal), sent);
    }

    private static string? MatchFrom(List<Element> elements, int element, string dialled, int position)
    {
        if (element == elements.Count)
        {
            return position == dialled.Length ? string.Empty : null;
        }

        var (set, substitute, repeated) = elements[element];
        if (substitute is not null)
        {
            return dialled.AsSpan(position).StartsWith(set, StringComparison.Ordinal) && MatchFrom(elements, element + 1, dialled, position + set.Length) is { } after
                ? substitute + after
                : null;
        }

        if (repeated && MatchFrom(elements, element + 1, dialled, position) is { } none)
        {
            return none;
        }

        return position < dialled.Length && set.Contains(dialled[position], StringComparison.Ordinal)
            && MatchFrom(elements, repeated ? element : element + 1, dialled, position + 1) is { } rest
            ? dialled[position] + rest
            : null;
    }

    private static List<Element> Elements(string sequence)
    {
        var elements = new List<Element>();
        for (var index = 0; index < sequence.Length; index++)
        {
            switch (sequence[index])
            {
                case 'x':
                    elements.Add(new Element("0123456789", null, false));
                    break;
                case '[':
                    var end = sequence.IndexOf(']', index);
                    elements.Add(new Element(Expand(sequence[(index + 1)..end]), null, false));
                    index = end;
                    break;
                case '.':
                    elements[^1] = elements[^1] with { Repeated = true };
                    break;
                case '<':
                    var close = sequence.IndexOf('>', index);
                    var pair = sequence[(index + 1)..close].Split(':');
                    elements.Add(new Element(pair[0], pair[^1], false));
                    index = close;
                    break;
                case 'S' or 'L' or 'P' when index + 1 < sequence.Length:
                    index += sequence.Skip(index + 1).TakeWhile(char.IsAsciiDigit).Count();
                    break;
                case ',' or '!' or ':':
                    break;
                default:
                    elements.Add(new Element(sequence[index].ToString(), null, false));
                    break;
            }
        }

        return elements;
    }

    private static string Expand(string set)
    {
        var characters = new StringBuilder();
        for (var index = 0; index < set.Length; index++)
        {
            if (index + 2 < set.Length && set[index + 1] == '-')
            {
                for (var character = set[index]; character <= set[index + 2]; character++)
                {
                    characters.Append(character);
                }

                index += 2;
            }
            else
            {
                characters.Append(set[index] == 'x' ? "0123456789" : set[index].ToString());
            }
        }

        return characters.ToString();
    }

    // "x." is zero or more digits: the repeat takes the element before it into itself.
    private sealed record Element(string Set, string? Substitute, bool Repeated);
}
