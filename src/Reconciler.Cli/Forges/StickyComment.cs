using Reconciler.Cli.Output;

namespace Reconciler.Cli.Forges;

/// <summary>The fate of the comment.</summary>
internal enum CommentResult
{
    /// <summary>There was none; now there is.</summary>
    Posted,

    /// <summary>There was one of an earlier run, and it says something new.</summary>
    Updated,

    /// <summary>There was one that says just this.</summary>
    Unchanged,
}

/// <summary>The one comment of a site on a pull request: posted by the first run and changed by later ones.</summary>
/// <param name="forge">Where.</param>
/// <param name="marker">The line that tells the comment from all others.</param>
/// <param name="terminal">Where waiting is told.</param>
internal sealed class StickyComment(IForge forge, string marker, Terminal terminal)
{
    private const int MostAttempts = 4;
    private const int MostPages = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The hidden first line of a site's comment; a folder's name cannot end it.</summary>
    public static string MarkerOf(string siteFolder) => $"<!-- reconciler:plan {Uri.EscapeDataString(siteFolder).Replace("%2F", "/", StringComparison.Ordinal)} -->";

    /// <summary>
    /// Posts or updates. What fails in passing is tried again from the start, looking for the comment anew: an answer that was lost may have been a
    /// success, and the comment would be there twice.
    /// </summary>
    public async Task<CommentResult> PutAsync(ForgeClient client, string text, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PutOnceAsync(client, $"{marker}\n{text}", cancellationToken);
            }
            catch (ForgeException exception) when (exception.IsTransient && attempt < MostAttempts)
            {
                var wait = exception.RetryAfter ?? TimeSpan.FromSeconds(1 << (attempt - 1));
                if (wait > LongestWait)
                {
                    throw new ForgeException($"{exception.Message} It asks to wait {wait.TotalSeconds:0} s; run this again then.") { IsTransient = true };
                }

                await terminal.Error.WriteLineAsync($"{exception.Message} Trying again in {wait.TotalSeconds:0} s.");
                await Task.Delay(wait, terminal.Time, cancellationToken);
            }
        }
    }

    private async Task<CommentResult> PutOnceAsync(ForgeClient client, string body, CancellationToken cancellationToken)
    {
        // Anybody may put the marker into a comment of his own, and a token with wide rights could change that one too.
        var user = await forge.AskForUserAsync(client, cancellationToken);
        if (await FindAsync(client, user, cancellationToken) is not { } comment)
        {
            await client.WriteAsync(HttpMethod.Post, forge.CommentsOf(client.Target), body, cancellationToken);
            return CommentResult.Posted;
        }

        if (comment.Body!.ReplaceLineEndings("\n").TrimEnd() == body.ReplaceLineEndings("\n").TrimEnd())
        {
            return CommentResult.Unchanged;
        }

        await client.WriteAsync(forge.Update, forge.CommentOf(client.Target, comment.Id), body, cancellationToken);
        return CommentResult.Updated;
    }

    private async Task<ForgeComment?> FindAsync(ForgeClient client, ForgeUser user, CancellationToken cancellationToken)
    {
        for (var page = 1; page <= MostPages; page++)
        {
            var (comments, hasNext) = await client.ListAsync(page, cancellationToken);
            if (comments.Find(c => user.Is(c.User ?? c.Author) && IsMarked(c.Body)) is { } found)
            {
                return found;
            }

            if (!hasNext)
            {
                return null;
            }
        }

        throw new ForgeException($"The request has more than {MostPages} pages of comments, so that the one of an earlier run is not to be found; open a new request.");
    }

    private bool IsMarked(string? body) =>
        body is not null && body.StartsWith(marker, StringComparison.Ordinal) && (body.Length == marker.Length || body[marker.Length] is '\n' or '\r');
}
