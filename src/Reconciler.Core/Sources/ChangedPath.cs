namespace Reconciler.Core.Sources;

/// <summary>A file that differs between two trees. A rename is a removal and an addition.</summary>
/// <param name="Path">Relative to the site's folder, with forward slashes.</param>
/// <param name="Kind">What happened to it.</param>
public sealed record ChangedPath(string Path, ChangedPathKind Kind);

/// <summary>What happened to a file.</summary>
public enum ChangedPathKind
{
    Added,
    Modified,
    Removed,
}
