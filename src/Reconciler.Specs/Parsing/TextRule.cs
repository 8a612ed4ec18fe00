using System.Text.RegularExpressions;

namespace Reconciler.Specs.Parsing;

/// <summary>The form of a text; <paramref name="Words"/> completes the sentence "must be …".</summary>
internal sealed record TextRule(Regex Pattern, string Words)
{
    public bool Accepts(string text) => Pattern.IsMatch(text);
}
