namespace Reconciler.Git.Trees;

/// <summary>The site's folder in the repository, as the agent's file names it.</summary>
internal static class SitePath
{
    /// <summary>Without <c>.</c>, empty parts and slashes at the ends; empty: the repository's root. A <c>..</c> stays, and names no tree.</summary>
    public static string Normalized(string path) =>
        string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."));
}
