using System.Collections.Immutable;

namespace Reconciler.Cli.Forges;

/// <summary>The differences between forges: where a comment's requests go, and how they say whose they are.</summary>
internal interface IForge
{
    /// <summary>Its name for <c>--forge</c>.</summary>
    string Name { get; }

    /// <summary>As people call it.</summary>
    string Title { get; }

    /// <summary>The longest comment that it takes, in characters.</summary>
    int LongestComment { get; }

    /// <summary>The beginning of a line that it would carry out as a command; null: it carries out none.</summary>
    string? CommandPrefix { get; }

    /// <summary>Where the token may be, best first.</summary>
    ImmutableArray<string> TokenVariables { get; }

    /// <summary>The right that a token needs, for messages: <c>it needs ...</c>.</summary>
    string Right { get; }

    /// <summary>The method that changes a comment.</summary>
    HttpMethod Update { get; }

    /// <summary>The pull request that this run is for.</summary>
    ForgeTarget FindTarget(ForgeOptions options);

    /// <summary>The path of a request's comments, below the API's address.</summary>
    string CommentsOf(ForgeTarget target);

    /// <summary>The path of a page of them, oldest first; pages count from 1.</summary>
    string PageOf(ForgeTarget target, int page);

    /// <summary>The path of one comment.</summary>
    string CommentOf(ForgeTarget target, long id);

    void Authorize(HttpRequestMessage request, string token);

    /// <summary>The account that the token acts for.</summary>
    Task<ForgeUser> AskForUserAsync(ForgeClient client, CancellationToken cancellationToken);
}
