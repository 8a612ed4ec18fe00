namespace Reconciler.Git.Mirrors;

/// <summary>The branches and tags that a server lists.</summary>
internal sealed record RemoteRefs(IReadOnlyList<string> Branches, IReadOnlyList<string> Tags)
{
    private const string Heads = "refs/heads/";
    private const string TagPrefix = "refs/tags/";
    private const string Peeled = "^{}";

    public static RemoteRefs Of(IEnumerable<string> names)
    {
        var all = names.Where(n => !n.EndsWith(Peeled, StringComparison.Ordinal)).ToList();
        return new RemoteRefs(Under(all, Heads), Under(all, TagPrefix));
    }

    private static List<string> Under(List<string> names, string prefix) =>
        [.. names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..]).Order(StringComparer.Ordinal)];
}
