using Reconciler.Core.Sources;

namespace Reconciler.Git.Access;

/// <summary>An address as libgit2 is to be given it.</summary>
internal static class RemoteUrl
{
    /// <summary>True: libgit2 would take this path for <c>host:path</c> and call ssh.</summary>
    public static bool LooksLikeHost(string path) => path.Contains(':', StringComparison.Ordinal);

    /// <summary>As it was written, unless that is a path which libgit2 would take for a host's; a file:// URL of it is none.</summary>
    public static string Of(RepositoryUrl url) => url.LocalPath is { } path && LooksLikeHost(path)
        ? "file://" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString))
        : url.Text;
}
