using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Phones;

/// <summary>The values that a phone takes for one parameter: words, ranges of numbers and forms of text, any of which will do.</summary>
public sealed class LegalValues
{
    /// <summary>Nothing is known: any text.</summary>
    public static readonly LegalValues Any = new([], [], []);

    private const int MostListed = 16;
    private const string RangeSign = "..";
    private const string EscapedBar = @"\|";
    private const string Placeholder = "\t";

    private readonly ImmutableArray<string> _words;
    private readonly ImmutableArray<ValueRange> _ranges;
    private readonly ImmutableArray<ValueForm> _forms;

    private LegalValues(ImmutableArray<string> words, ImmutableArray<ValueRange> ranges, ImmutableArray<ValueForm> forms)
    {
        _words = words;
        _ranges = ranges;
        _forms = forms;
    }

    public bool IsAny => _words.IsEmpty && _ranges.IsEmpty && _forms.IsEmpty;

    /// <summary>Reads the catalogue's text: alternatives between <c>|</c> (<c>\|</c> inside of one), each a word, a range (<c>1..65535</c>) or the name of a form (<c>&lt;address&gt;</c>).</summary>
    internal static LegalValues Parse(string text)
    {
        if (text.Length == 0)
        {
            return Any;
        }

        var words = ImmutableArray.CreateBuilder<string>();
        var ranges = ImmutableArray.CreateBuilder<ValueRange>();
        var forms = ImmutableArray.CreateBuilder<ValueForm>();
        foreach (var alternative in text.Replace(EscapedBar, Placeholder, StringComparison.Ordinal).Split('|'))
        {
            var part = alternative.Replace(Placeholder, "|", StringComparison.Ordinal);
            if (part.StartsWith('<'))
            {
                forms.Add(ValueForm.Named(part));
            }
            else if (part.Contains(RangeSign, StringComparison.Ordinal))
            {
                ranges.Add(ValueRange.Parse(part));
            }
            else
            {
                words.Add(part);
            }
        }

        return new LegalValues(words.ToImmutable(), ranges.ToImmutable(), forms.ToImmutable());
    }

    /// <summary>The catalogue's spelling of a legal value (letter case of words aside), or null where it is not legal. An empty number or address clears the parameter.</summary>
    public string? Canonical(string value)
    {
        if (IsAny || (value.Length == 0 && _ranges.Length + _forms.Length > 0))
        {
            return value;
        }

        foreach (var word in _words)
        {
            if (string.Equals(word, value, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        return _ranges.Any(r => r.Contains(value)) || _forms.Any(f => f.Fits(value)) ? value : null;
    }

    /// <summary>A hint in place of a value that is not legal: the nearest word, and all that is.</summary>
    public string HintFor(string value) => Suggestion.DidYouMean(value, _words) is { } near ? $"{near} Use {Description}." : $"Use {Description}.";

    private string Description
    {
        get
        {
            var listed = _words.Length switch
            {
                0 => "",
                1 => _words[0],
                <= MostListed => $"one of {string.Join(", ", _words)}",
                _ => $"one of {string.Join(", ", _words.Take(MostListed))} and {_words.Length - MostListed} more",
            };
            string[] all = [.. _ranges.Select(r => r.ToString()), .. _forms.Select(f => f.Description), .. listed.Length > 0 ? [listed] : Array.Empty<string>()];
            return string.Join(" or ", all);
        }
    }
}
