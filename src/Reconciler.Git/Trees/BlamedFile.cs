using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Explaining;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Trees;

/// <summary>A file as it was committed, and the last change of each of its lines.</summary>
/// <param name="Text">The file.</param>
/// <param name="Lines">By line, from 0; null where the history cannot say.</param>
internal sealed record BlamedFile(string Text, ImmutableArray<LineTouch?> Lines)
{
    /// <summary>Null: the commit has no such file.</summary>
    public static BlamedFile? Of(Repository repository, CommitId commit, string path)
    {
        if (CommitHistory.Find(repository, commit)[path]?.Target is not Blob blob)
        {
            return null;
        }

        var touches = new Dictionary<ObjectId, LineTouch>();
        var text = blob.GetContentText();
        var lines = new LineTouch?[text.Split('\n').Length];
        foreach (var hunk in repository.Blame(path, new BlameOptions { StartingAt = commit.ToString() }))
        {
            if (!touches.TryGetValue(hunk.FinalCommit.Id, out var touch))
            {
                var found = CommitHistory.Summary(hunk.FinalCommit);
                touches.Add(hunk.FinalCommit.Id, touch = new LineTouch(found, repository.Info.IsShallow && found.Parent is null));
            }

            Array.Fill(lines, touch, hunk.FinalStartLineNumber, Math.Min(hunk.LineCount, lines.Length - hunk.FinalStartLineNumber));
        }

        return new BlamedFile(text, [.. lines]);
    }
}
