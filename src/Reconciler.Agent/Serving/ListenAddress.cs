using System.Net;
using Reconciler.Core.Secrets;

namespace Reconciler.Agent.Serving;

/// <summary>Where an embedded server listens, and which key of the agent's file says so.</summary>
public sealed record ListenAddress(IPEndPoint EndPoint, string Key)
{
    private const string LocalHost = "localhost:";

    /// <summary>An address with a port; of names only <c>localhost</c>, since any other could come to mean another interface.</summary>
    public static ListenAddress Parse(string text, string key)
    {
        var address = text.StartsWith(LocalHost, StringComparison.OrdinalIgnoreCase) ? $"{IPAddress.Loopback}:{text[LocalHost.Length..]}" : text;
        return IPEndPoint.TryParse(address, out var endPoint)
            ? new ListenAddress(endPoint, key)
            : throw new HostConfigurationException($"{key} in the agent's file: '{text}' is no address of this host with a port; write one such as 127.0.0.1:8067.");
    }
}
