namespace Reconciler.Specs.Schemas;

/// <summary>A text that is a key and its value, run together because the colon or the blank after it was forgotten.</summary>
internal sealed record KeySpelling(string Key, string Message, string Hint)
{
    /// <summary>Null where the text begins with none of the keys.</summary>
    public static KeySpelling? Of(string text, IReadOnlyCollection<string> known)
    {
        var end = text.AsSpan().IndexOfAny(':', ' ');
        if (end <= 0 || known.FirstOrDefault(key => text.AsSpan(0, end).SequenceEqual(key)) is not { } key)
        {
            return null;
        }

        var message = text[end] == ':' ? $"There is no space after the colon of \"{key}\"." : $"There is no colon after \"{key}\".";
        return new KeySpelling(key, message, $"Write {key}: and the value after a space.");
    }
}
