using System.Net.Http.Headers;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>A kind of forge: where its interface is, and how it takes the status of a commit.</summary>
internal interface IStatusForge
{
    /// <summary>For messages.</summary>
    string Title { get; }

    /// <summary>The least right that the token needs, as the end of a sentence.</summary>
    string Right { get; }

    /// <summary>The interface of the server that the repository is on.</summary>
    Uri ApiOf(Uri server);

    void Authorize(HttpRequestHeaders headers, string token);

    /// <param name="project">As in the repository's address: <c>acme/phones</c>.</param>
    /// <param name="verdict">The status to show.</param>
    /// <param name="context">The name that it stands under; another status of the same name is replaced.</param>
    /// <param name="link">Where people read more; null: nowhere.</param>
    StatusCall Make(string project, CommitVerdict verdict, string context, Uri? link);

    /// <summary>Whether a refusal says that the commit has this status already.</summary>
    bool IsThereAlready(int status, string answer);
}
