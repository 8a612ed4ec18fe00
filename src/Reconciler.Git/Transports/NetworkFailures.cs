using System.Net.Sockets;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Transports;

/// <summary>Sentences on connections that did not come to stand.</summary>
internal static class NetworkFailures
{
    public static GitUnavailableException Of(SocketException error, RemoteAccess access) => error.SocketErrorCode == SocketError.TimedOut
        ? new(GitFailure.TimedOut, $"The server {access.Url.Host} did not answer in time.")
        : Unreachable(access);

    public static GitUnavailableException Unreachable(RemoteAccess access) => access.Proxy is { } proxy
        ? new(GitFailure.Unreachable, $"{access.Url} cannot be reached through the proxy {proxy.Shown}: one of the two does not resolve, refuses the connection, or the network is down.")
        : new(GitFailure.Unreachable, $"The host of {access.Url} cannot be reached: it does not resolve, refuses the connection, or the network is down.");

    /// <summary>A connection that stood.</summary>
    public static GitUnavailableException Broken(RemoteAccess access) =>
        new(GitFailure.Unreachable, $"The server {access.Url.Host} broke the connection off: it restarts, or something between cuts long answers.");
}
