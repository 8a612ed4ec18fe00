using Reconciler.Core.Sources;
using Semver;

namespace Reconciler.Git.Mirrors;

/// <summary>A range of versions as npm writes it, and Flux: <c>&gt;=1.2 &lt;2</c>, <c>~1.4</c>, <c>^1</c>, <c>1.x</c>, <c>*</c>, alternatives between <c>||</c>.</summary>
internal sealed class VersionRange
{
    private readonly List<SemVersionRange> _alternatives = [];

    /// <summary>Null: it is no range.</summary>
    public static VersionRange? Parse(string text)
    {
        var range = new VersionRange();
        foreach (var alternative in SemverRangeText.Split(text))
        {
            if (!SemVersionRange.TryParseNpm(alternative.Text, alternative.PreReleases, out var parsed))
            {
                return null;
            }

            range._alternatives.Add(parsed);
        }

        return range._alternatives.Count > 0 ? range : null;
    }

    public bool Contains(SemVersion version) => _alternatives.Any(a => a.Contains(version));
}
