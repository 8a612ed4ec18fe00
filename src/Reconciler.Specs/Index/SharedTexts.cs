using System.Text;

namespace Reconciler.Specs.Index;

/// <summary>Short texts that were read a moment ago: a fleet says the same keys and words in each document, and one string of each will do.</summary>
internal static class SharedTexts
{
    private const int LongestShared = 32;
    private const int Places = 4_096;

    // Whoever writes last wins a place; a text that is not found is made anew, so that threads need not wait for each other.
    private static readonly string?[] Texts = new string?[Places];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestShared)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var hash = 17u;
        foreach (var each in utf8)
        {
            hash = (hash * 31) + each;
        }

        ref var place = ref Texts[hash % Places];
        return place is { } known && Ascii.Equals(utf8, known) ? known : place = Encoding.UTF8.GetString(utf8);
    }
}
