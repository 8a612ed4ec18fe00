namespace Reconciler.Specs.Yaml;

/// <summary>Characters that may stand in a text once it is unquoted: escapes can bring in what the file's own characters may not.</summary>
internal static class ScalarText
{
    /// <summary>One sentence, or null when the text is fine.</summary>
    public static string? Problem(string text)
    {
        var at = FirstRefused(text);
        return at < 0
            ? null
            : text[at] switch
            {
                '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' => "This text holds a line break.",
                '\t' => "This text holds a tab.",
                >= '\ud800' and <= '\udfff' => "This text holds half a character (a lone surrogate).",
                _ => $"This text holds the control character U+{(int)text[at]:X4}.",
            };
    }

    private static int FirstRefused(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ' ' || (c >= '\u007f' && (c <= '\u009f' || c is '\u2028' or '\u2029' or '\ufffe' or '\uffff')))
            {
                return i;
            }

            if (char.IsSurrogate(c))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(c, text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }
}
