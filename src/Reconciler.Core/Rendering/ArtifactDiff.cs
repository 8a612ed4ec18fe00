using System.Collections.Immutable;
using System.Text;
using DiffPlex.Renderer;
using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Rendering;

/// <summary>The change of one published file, as a unified diff with secrets masked.</summary>
/// <param name="Change">The file.</param>
/// <param name="Text">The diff, each line ended; where only the text of a secret differs, a sentence that says so.</param>
public sealed record ArtifactDiff(ArtifactChange Change, string Text)
{
    private const int ContextLines = 3;

    /// <summary>The diffs of changed files between two renderings whose secrets are masked.</summary>
    public static ImmutableArray<ArtifactDiff> Between(ImmutableArray<ArtifactChange> changes, IEnumerable<Artifact> from, IEnumerable<Artifact> to)
    {
        var before = from.ToDictionary(a => (a.Target, a.Path));
        var after = to.ToDictionary(a => (a.Target, a.Path));
        return [.. changes.Select(change => new ArtifactDiff(change, Write(
            change, before.GetValueOrDefault((change.Target, change.Path)), after.GetValueOrDefault((change.Target, change.Path)))))];
    }

    private static string Write(ArtifactChange change, Artifact? from, Artifact? to)
    {
        var (old, text) = (TextOf(from), TextOf(to));
        if (old == text)
        {
            return "Only the text of a secret differs.\n";
        }

        var name = $"{NameOf(change.Target)}/{change.Path}";
        var diff = UnidiffRenderer.GenerateUnidiff(
            old, text, from is null ? "/dev/null" : $"a/{name}", to is null ? "/dev/null" : $"b/{name}", ignoreWhitespace: false, ignoreCase: false, ContextLines);
        return diff.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static string TextOf(Artifact? artifact) => artifact is null ? "" : Encoding.UTF8.GetString(artifact.Render());

    internal static string NameOf(ArtifactTarget target) => target switch
    {
        ArtifactTarget.Served => "served",
        ArtifactTarget.Asterisk => "asterisk",
        _ => "dhcp",
    };
}
