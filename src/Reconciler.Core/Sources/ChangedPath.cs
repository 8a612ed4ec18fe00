namespace Reconciler.Core.Sources;

/// <summary>A file that differs between two trees. A rename is a removal and an addition.</summary>
/// <param name="Path">Relative to the site's folder, with forward slashes.</param>
/// <param name="Kind">How it changed.</param>
public sealed record ChangedPath(string Path, ChangedPathKind Kind);

/// <summary>How a file changed.</summary>
public enum ChangedPathKind
{
    Added,
    Modified,
    Removed,
}
