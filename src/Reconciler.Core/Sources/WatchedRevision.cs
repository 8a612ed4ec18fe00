namespace Reconciler.Core.Sources;

/// <summary>Which commits of a repository are served: those of a branch, of one tag, or of the highest tag in a range of versions.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Text">The branch or tag without <c>refs/</c>, or the range.</param>
public sealed record WatchedRevision(WatchedKind Kind, string Text)
{
    /// <summary>The branch <paramref name="name"/>.</summary>
    public static WatchedRevision Branch(string name) => new(WatchedKind.Branch, name);

    /// <summary>The tag <paramref name="name"/>.</summary>
    public static WatchedRevision Tag(string name) => new(WatchedKind.Tag, name);

    /// <summary>The highest tag that is a version in <paramref name="range"/>.</summary>
    public static WatchedRevision Semver(string range) => new(WatchedKind.Semver, range);

    /// <summary>For sentences: <c>the branch main</c>.</summary>
    public override string ToString() => Kind switch
    {
        WatchedKind.Branch => $"the branch {Text}",
        WatchedKind.Tag => $"the tag {Text}",
        _ => $"the highest tag in {Text}",
    };
}

/// <summary>The kind of name that the commit to serve has.</summary>
public enum WatchedKind
{
    Branch,
    Tag,
    Semver,
}
