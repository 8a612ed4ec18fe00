using System.Collections.Frozen;

namespace Reconciler.Specs.Schemas;

/// <summary>In plain words, the patterns that free keys follow; a test holds them against the schemas.</summary>
internal static class KeyPatterns
{
    private const string Fallback = "letters, digits, dashes and underscores";

    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["^[A-Za-z0-9_-]{1,79}$"] = "up to 79 letters, digits, dashes and underscores",
        ["^[a-z0-9_-]{1,64}$"] = "up to 64 lower-case letters, digits, dashes and underscores",
        ["^[A-Za-z_][A-Za-z0-9._-]{0,127}$"] = "up to 128 letters, digits, dots, dashes and underscores, a letter or underscore first",
        ["^[A-Za-z0-9][A-Za-z0-9.()_-]{0,31}$"] = "up to 32 letters, digits, dots, dashes, underscores and parentheses, a letter or digit first",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string pattern) => Words.ContainsKey(pattern);

    public static string Describe(string pattern) => Words.GetValueOrDefault(pattern, Fallback);
}
