using Reconciler.Core.Digests;

namespace Reconciler.Host.Publishing;

/// <summary>
/// The directories that a tree of profiles is made of: immutable, named by what they hold, all in one directory, so that trees share what is the same in them.
/// A node of depth 0 to 3 has a link for each of its children, a leaf the files: <c>n12-…/3 -> ../n123-…</c>.
/// </summary>
internal static class TreeNode
{
    private const int DigestDigits = 16;

    /// <summary>In the generation: <c>.xml -> ../../tree/n-…</c> beside <c>xml -> ../../names/xml</c>.</summary>
    public static string LinkOf(string folder) => "." + folder;

    public static string RootTarget(string node) => $"../../tree/{node}";

    public static string ChildTarget(string node) => $"../{node}";

    public static string NamesTarget(string folder) => $"../../names/{folder}";

    public static string NameOf(TreePlace place, string digest) => $"n{place.Digits}-{digest}";

    /// <summary>How deep the node of that name stands; null: it is none of ours.</summary>
    public static int? DepthOf(string name)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash is >= 1 and <= TreePlace.LeafDepth + 1
            && name[0] == 'n'
            && name.Length == dash + 1 + DigestDigits
            && !name.AsSpan(1, dash - 1).ContainsAnyExceptInRange('0', '7')
            && HexText.IsLowerCase(name.AsSpan(dash + 1))
                ? dash - 1
                : null;
    }
}
