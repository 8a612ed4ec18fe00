namespace Reconciler.Core.Diagnostics;

/// <summary>Puts a user's text into a sentence: in quotes, shortened, and without what would disturb a terminal.</summary>
public static class Quoted
{
    private const int LongestEcho = 60;

    public static string Text(string text)
    {
        var shown = text.Length <= LongestEcho ? text : text[..LongestEcho] + "…";
        return $"\"{string.Create(shown.Length, shown, Clean)}\"";
    }

    /// <summary><c>a, b or c</c>, each in quotes.</summary>
    public static string OneOf(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "nothing",
        1 => Text(values[0]),
        _ => $"{string.Join(", ", values.Take(values.Count - 1).Select(Text))} or {Text(values[^1])}",
    };

    /// <summary>Folders by their paths, which are not shortened.</summary>
    public static string Folders(IReadOnlyList<string> paths)
    {
        var all = paths.Select(path => $"\"{string.Create(path.Length, path, Clean)}\"").ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}";
    }

    private static void Clean(Span<char> target, string source)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
        }
    }
}
