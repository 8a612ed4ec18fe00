using Reconciler.Testing.Networking;

namespace Reconciler.Testing.Servers;

/// <summary>Kea's DHCP server inside a network namespace.</summary>
public sealed class KeaServer : IAsyncDisposable
{
    private const string Started = "DHCP4_STARTED";

    private readonly RunningProcess _process;
    private readonly KeaHome _home;

    private KeaServer(RunningProcess process, KeaHome home)
    {
        _process = process;
        _home = home;
    }

    /// <summary>What it logged.</summary>
    public string Log => _process.Output;

    /// <summary>Asks Kea whether it takes a configuration, without serving it.</summary>
    /// <param name="members">Members of <c>Dhcp4</c> besides the subnet: what an administrator has and includes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ProcessResult> CheckAsync(string members, CancellationToken cancellationToken)
    {
        using var home = new KeaHome(members, "lo");
        return await Processes.RunAsync(home.Program, ["-t", home.ConfigurationFile], home.Options, cancellationToken);
    }

    /// <summary>Starts it on an interface and waits until it serves.</summary>
    public static async Task<KeaServer> StartAsync(NetworkNamespace network, string interfaceName, string members, CancellationToken cancellationToken)
    {
        var home = new KeaHome(members, interfaceName);
        var server = new KeaServer(network.Start([home.Program, "-c", home.ConfigurationFile], home.Options), home);
        await server._process.WaitForOutputAsync(Started, cancellationToken);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _home.Dispose();
    }

    /// <summary>A folder with Kea's configuration and all that it writes.</summary>
    private sealed class KeaHome : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public KeaHome(string members, string interfaceName)
        {
            // A copy: Debian's AppArmor profile is for the installed path, and keeps that one from reading a test's folder.
            Program = _folder.PathOf("kea-dhcp4");
            File.Copy(Requires.Tool("kea-dhcp4"), Program);
            ConfigurationFile = _folder.Write("kea-dhcp4.conf", $$"""
                {
                  "Dhcp4": {
                    "interfaces-config": { "interfaces": ["{{interfaceName}}"] },
                    "lease-database": { "type": "memfile", "persist": false },
                    "subnet4": [{ "subnet": "192.168.2.0/24", "pools": [{ "pool": "192.168.2.100 - 192.168.2.140" }] }],
                    "loggers": [{ "name": "kea-dhcp4", "severity": "DEBUG", "debuglevel": 50, "output_options": [{ "output": "stdout", "flush": true }] }],
                    {{members}}
                  }
                }

                """);
            Options = new ProcessOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["KEA_PIDFILE_DIR"] = _folder.FullPath,
                    ["KEA_LOCKFILE_DIR"] = _folder.FullPath,
                },
            };
        }

        public string Program { get; }

        public string ConfigurationFile { get; }

        public ProcessOptions Options { get; }

        public void Dispose() => _folder.Dispose();
    }
}
