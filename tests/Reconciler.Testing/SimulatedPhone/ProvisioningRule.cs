using System.Text;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>The alternative of a rule that applies: where to fetch, and with what options.</summary>
/// <param name="Url">The address; it may lack the scheme and the server.</param>
/// <param name="Options">What stood in <c>[ ]</c>, such as <c>--key</c>.</param>
/// <param name="Assignments">What <c>( NAME = "value" ; )!</c> sets before the fetch.</param>
public sealed record RuleTarget(string Url, string Options, IReadOnlyList<KeyValuePair<string, string>> Assignments);

/// <summary>
/// A profile or upgrade rule: alternatives split by <c>|</c>, each <c>[ (condition)? ] [ (assignments)! ] [[options] URL]</c>. The first whose condition holds
/// applies.
/// </summary>
public static class ProvisioningRule
{
    /// <summary>The alternative that applies, with its macros expanded; null when none does or the rule is empty.</summary>
    public static RuleTarget? Evaluate(string rule, IReadOnlyDictionary<string, string> variables)
    {
        foreach (var alternative in SplitOutside(Macros.Expand(rule, variables), '|'))
        {
            var rest = alternative.Trim();
            if (rest.Length > 0 && TryTake(ref rest, '?', out var condition) && !RuleCondition.Holds(condition))
            {
                continue;
            }

            if (rest.Length > 0)
            {
                return Target(rest);
            }
        }

        return null;
    }

    private static RuleTarget Target(string rest)
    {
        var assignments = TryTake(ref rest, '!', out var list) ? Assignments(list) : [];
        var options = string.Empty;
        if (rest.StartsWith('['))
        {
            var end = rest.IndexOf(']', StringComparison.Ordinal);
            options = rest[1..end].Trim();
            rest = rest[(end + 1)..].Trim();
        }

        return new RuleTarget(rest, options, assignments);
    }

    // Takes "( ... )?" or "( ... )!" from the front; parentheses inside, as in a version's (SR1), are kept.
    private static bool TryTake(ref string text, char mark, out string content)
    {
        content = string.Empty;
        if (!text.StartsWith('('))
        {
            return false;
        }

        var depth = 0;
        for (var index = 0; index < text.Length; index++)
        {
            depth += text[index] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                var after = text[(index + 1)..].TrimStart();
                if (!after.StartsWith(mark))
                {
                    return false;
                }

                content = text[1..index].Trim();
                text = after[1..].Trim();
                return true;
            }
        }

        return false;
    }

    private static List<KeyValuePair<string, string>> Assignments(string list)
    {
        var assignments = new List<KeyValuePair<string, string>>();
        foreach (var part in SplitOutside(list, ';').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            assignments.Add(new(part[..equals].Trim(), part[(equals + 1)..].Trim().Trim('"')));
        }

        return assignments;
    }

    private static IEnumerable<string> SplitOutside(string text, char separator)
    {
        var part = new StringBuilder();
        var depth = 0;
        var quoted = false;
        foreach (var character in text)
        {
            quoted ^= character == '"';
            depth += quoted ? 0 : character switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (character == separator && depth == 0 && !quoted)
            {
                yield return part.ToString();
                part.Clear();
            }
            else
            {
                part.Append(character);
            }
        }

        yield return part.ToString();
    }
}
