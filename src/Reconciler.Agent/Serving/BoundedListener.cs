using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Reconciler.Agent.Serving;

/// <summary>Makes listeners that take no more connections than they may: what is not taken costs this process nothing.</summary>
internal sealed class BoundedListenerFactory(IConnectionListenerFactory inner, ServerLimits limits) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new BoundedListener(await inner.BindAsync(endpoint, cancellationToken).ConfigureAwait(false), limits);
}

/// <summary>Takes a connection only where one is free, and closes at once what one address has too many of.</summary>
internal sealed class BoundedListener(IConnectionListener inner, ServerLimits limits) : IConnectionListener
{
    private readonly SemaphoreSlim _free = new(limits.Connections, limits.Connections);
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (!await AdmitAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            ConnectionContext? connection = null;
            try
            {
                connection = await inner.AcceptAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (connection is null)
                {
                    _free.Release();
                }
            }

            if (connection is null)
            {
                return null;
            }

            var client = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
            var open = _open.AddOrUpdate(client, 1, (_, count) => count + 1);
            // Once it is closed by whichever side, its file is given back.
            connection.ConnectionClosed.Register(() => Release(client));
            if (open <= limits.ConnectionsOfOne)
            {
                return connection;
            }

            connection.Abort();
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync().ConfigureAwait(false);
        await inner.UnbindAsync(cancellationToken).ConfigureAwait(false);
    }

    // Connections that are still open give back what they took later.
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>False: nothing is taken any more.</summary>
    private async Task<bool> AdmitAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_unbound.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_unbound.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Release(IPAddress client)
    {
        var left = _open.AddOrUpdate(client, 0, (_, count) => count - 1);
        if (left == 0)
        {
            _open.TryRemove(KeyValuePair.Create(client, 0));
        }

        _free.Release();
    }
}
