using System.Globalization;
using Reconciler.Core.Planning.Narration;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Explaining;

/// <summary>The last change of a line, as far as it is known.</summary>
/// <param name="Commit">The commit that last touched it; null: it is not committed yet.</param>
/// <param name="OrEarlier">The history at hand begins with that commit, so the line may be older.</param>
public sealed record LineTouch(CommitSummary? Commit, bool OrEarlier = false)
{
    /// <summary>Of a line that is in no commit.</summary>
    public static LineTouch Uncommitted { get; } = new((CommitSummary?)null);

    /// <summary>For people: <c>9452b2c0aa 2026-01-05 Ada</c>; the day is the author's own.</summary>
    public string Text => Commit is null
        ? "not committed yet"
        : string.Create(CultureInfo.InvariantCulture, $"{Commit.Id.Abbreviated}{(OrEarlier ? " or earlier" : "")} {Commit.When:yyyy-MM-dd} {Words.Legible(Commit.Author)}");

    /// <summary>The first line of the commit's message; null: there is no commit.</summary>
    public string? Subject => Commit is null ? null : Words.Legible(Commit.Message.Split('\n', 2)[0].TrimEnd());
}
