namespace Reconciler.Host.Ami;

/// <summary>A connection and what is known of the Asterisk behind it. Turns answers that no commit can mend into exceptions.</summary>
internal sealed class AmiSession(AmiConnection connection, AmiEndpoint settings, PbxCapabilities capabilities) : IAsyncDisposable
{
    public AmiConnection Connection => connection;

    public PbxCapabilities Capabilities => capabilities;

    public static async Task<AmiSession> OpenAsync(AmiEndpoint settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = await AmiConnection.ConnectAsync(settings, time, cancellationToken).ConfigureAwait(false);
        try
        {
            var capabilities = await AmiProbe.AskAsync(connection, cancellationToken).ConfigureAwait(false);
            var session = new AmiSession(connection, settings, capabilities);
            connection = null;
            return session;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sees to it that actions exist and are allowed.</summary>
    public async Task RequireAsync(IEnumerable<string> actions, CancellationToken cancellationToken)
    {
        foreach (var action in actions)
        {
            if (!capabilities.Actions.Contains(action)
                && await AmiProbe.ExplainAsync(connection, settings, action, cancellationToken).ConfigureAwait(false) is { } unavailable)
            {
                throw unavailable;
            }
        }
    }

    public async Task<AmiMessage> AskAsync(AmiRequest request, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await ThrowIfUnavailableAsync(request, answer, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    /// <summary>The events of a list. An error ("No endpoints found", "Did not find context") is an empty list.</summary>
    public async Task<List<AmiMessage>> ListAsync(AmiRequest request, CancellationToken cancellationToken)
    {
        var events = new List<AmiMessage>();
        var answer = await connection.ListAsync(request, events.Add, cancellationToken).ConfigureAwait(false);
        await ThrowIfUnavailableAsync(request, answer, cancellationToken).ConfigureAwait(false);
        return events;
    }

    /// <summary>As <see cref="ListAsync"/>, for lists too long to be kept.</summary>
    public async Task ForEachAsync(AmiRequest request, Action<AmiMessage> onEvent, CancellationToken cancellationToken)
    {
        var answer = await connection.ListAsync(request, onEvent, cancellationToken).ConfigureAwait(false);
        await ThrowIfUnavailableAsync(request, answer, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task ThrowIfUnavailableAsync(AmiRequest request, AmiMessage answer, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccess && await AmiRefusal.ExplainAsync(connection, settings, request.Action, answer, cancellationToken).ConfigureAwait(false) is { } unavailable)
        {
            throw unavailable;
        }
    }
}
