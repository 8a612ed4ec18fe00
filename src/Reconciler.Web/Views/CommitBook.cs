using System.Collections.Concurrent;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;

namespace Reconciler.Web.Views;

/// <summary>Author and message of commits that the mirror has. A commit never changes, so each is read once.</summary>
internal sealed class CommitBook(string mirrorDirectory, string repositoryUrl)
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<CommitId, CommitView> _known = new();
    private readonly string? _page = CommitLinks.PageOf(repositoryUrl);

    public CommitView? Find(CommitId? commit)
    {
        if (commit is not { } id)
        {
            return null;
        }

        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        var view = Read(id);
        if (view.Author is not null)
        {
            if (_known.Count >= Most)
            {
                _known.Clear();
            }

            _known[id] = view;
        }

        return view;
    }

    private CommitView Read(CommitId id)
    {
        CommitSummary? summary = null;
        try
        {
            using var repository = Directory.Exists(mirrorDirectory) ? LocalRepository.Discover(mirrorDirectory) : null;
            summary = repository?.Describe(id);
        }
        catch (GitUnavailableException)
        {
            // The run says what is wrong with the mirror; here the commit goes without its author.
        }

        return new CommitView(id.ToString(), id.Abbreviated, summary?.Author, summary?.When, summary?.Message.Split('\n', 2)[0].Trim(), _page is null ? null : _page + id);
    }
}
