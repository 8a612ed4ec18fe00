using System.Net;
using System.Net.Sockets;
using Reconciler.Agent.Serving;
using Reconciler.Core.Secrets;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The ports that the agent itself listens on: they are this host's, and its own.</summary>
internal sealed class PortsCheck : IHostCheck
{
    public string Name => "ports";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var addresses = new[] { (host.Settings.Served.Http, "served.http"), (host.Settings.Served.Https?.Listen, "served.https.listen"), (host.Settings.Http?.Listen, "http.listen") };
        var isRunning = RunningAgent.IsAt(host.Settings.State.Directory);
        return Task.FromResult(new CheckReport(Name, [.. addresses.Where(a => a.Item1 is not null).Select(a => Judge(a.Item1!, a.Item2, isRunning)).OfType<HostFinding>()]));
    }

    private static HostFinding? Judge(string text, string key, bool isRunning)
    {
        IPEndPoint endPoint;
        try
        {
            endPoint = ListenAddress.Parse(text, key).EndPoint;
        }
        catch (HostConfigurationException exception)
        {
            return HostFinding.OfSentence(exception.Message, "; ", $"Correct {key} in the agent's file.");
        }

        try
        {
            using var listener = new TcpListener(endPoint);
            listener.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse when isRunning => null,
                SocketError.AddressAlreadyInUse => HostFinding.Error($"Another program listens on {endPoint}, which {key} gives to the agent.", $"Name another port as {key}; ss -ltnp 'sport = :{endPoint.Port}' says which program it is."),
                SocketError.AddressNotAvailable => HostFinding.Error($"{endPoint.Address} ({key}) is no address of this host.", $"Correct {key} in the agent's file; ip -brief address lists this host's."),
                SocketError.AccessDenied => HostFinding.Error($"The agent may not listen on port {endPoint.Port} ({key}), which is below 1024.", $"Name a port from 1024 on as {key}."),
                var other => HostFinding.Error($"The agent cannot listen on {endPoint} ({key}): {other}.", $"Correct {key} in the agent's file."),
            };
        }
    }
}
