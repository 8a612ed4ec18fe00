using Semver;

namespace Reconciler.Git.Mirrors;

/// <summary>Chooses among tags by their version (semver.org, with or without a leading v).</summary>
internal static class SemverTags
{
    /// <summary>The tag with the highest version in the range; null: none is in it. Of two that are equal, by the rules or but for a v, the last by name.</summary>
    public static string? Highest(IEnumerable<string> tags, VersionRange range) => tags
        .SelectMany(Versions)
        .Where(t => range.Contains(t.Version))
        .OrderBy(t => t.Version, SemVersion.PrecedenceComparer)
        .ThenBy(t => t.Tag, StringComparer.Ordinal)
        .Select(t => t.Tag)
        .LastOrDefault();

    private static IEnumerable<(string Tag, SemVersion Version)> Versions(string tag)
    {
        if (SemVersion.TryParse(tag, SemVersionStyles.AllowV | SemVersionStyles.OptionalMinorPatch, out var version))
        {
            yield return (tag, version);
        }
    }
}
