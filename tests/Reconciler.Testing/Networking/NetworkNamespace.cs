using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Reconciler.Testing.Networking;

/// <summary>A host of its own on this machine: a network namespace with its interfaces, gone with all its processes when the test ends. Needs root.</summary>
public sealed partial class NetworkNamespace : IAsyncDisposable
{
    private const int CloneNewNetwork = 0x40000000;
    private static int Count;

    private NetworkNamespace(string name) => Name = name;

    /// <summary>The name that <c>ip netns</c> knows it by.</summary>
    public string Name { get; }

    /// <summary>Makes a namespace whose loopback is up and which has no other interface.</summary>
    public static async Task<NetworkNamespace> CreateAsync(CancellationToken cancellationToken)
    {
        Requires.Root();
        var number = Interlocked.Increment(ref Count);
        var created = new NetworkNamespace(string.Create(CultureInfo.InvariantCulture, $"rec{Environment.ProcessId}-{number}"));
        var ip = Requires.Tool("ip");
        await Processes.RunSuccessfullyAsync(ip, ["netns", "add", created.Name], cancellationToken);
        await created.RunAsync(["ip", "link", "set", "lo", "up"], cancellationToken);
        return created;
    }

    /// <summary>Lays a cable between two namespaces: an interface <paramref name="interfaceName"/> in each, up, with these hardware addresses.</summary>
    public static async Task ConnectAsync(
        (NetworkNamespace Namespace, string Mac) first, (NetworkNamespace Namespace, string Mac) second, string interfaceName, CancellationToken cancellationToken)
    {
        await Processes.RunSuccessfullyAsync(
            Requires.Tool("ip"),
            [
                "link", "add", interfaceName, "netns", first.Namespace.Name, "address", first.Mac, "type", "veth",
                "peer", "name", interfaceName, "netns", second.Namespace.Name, "address", second.Mac,
            ],
            cancellationToken);
        await first.Namespace.RunAsync(["ip", "link", "set", interfaceName, "up"], cancellationToken);
        await second.Namespace.RunAsync(["ip", "link", "set", interfaceName, "up"], cancellationToken);
    }

    /// <summary>Adds an interface that leads nowhere, up, to be given any addresses that servers and phones within the namespace are to have.</summary>
    public async Task AddInterfaceAsync(string interfaceName, CancellationToken cancellationToken)
    {
        await RunAsync(["ip", "link", "add", interfaceName, "type", "veth", "peer", "name", $"{interfaceName}-end"], cancellationToken);
        await RunAsync(["ip", "link", "set", $"{interfaceName}-end", "up"], cancellationToken);
        await RunAsync(["ip", "link", "set", interfaceName, "up"], cancellationToken);
    }

    /// <summary>Gives an interface an address, <c>192.168.2.245/24</c>.</summary>
    public Task AddAddressAsync(string interfaceName, string address, CancellationToken cancellationToken) =>
        RunAsync(["ip", "address", "add", address, "dev", interfaceName], cancellationToken);

    /// <summary>Runs a program in the namespace to its end; fails unless it exits with 0.</summary>
    public Task<string> RunAsync(IEnumerable<string> command, CancellationToken cancellationToken) =>
        Processes.RunSuccessfullyAsync(Requires.Tool("ip"), CommandIn(command), cancellationToken);

    /// <summary>Starts a program in the namespace.</summary>
    public RunningProcess Start(IEnumerable<string> command, ProcessOptions? options = null) =>
        RunningProcess.Start(Requires.Tool("ip"), CommandIn(command), options);

    /// <summary>The arguments that make <c>ip</c> run a command in this namespace; it becomes that command, with the same process id.</summary>
    public IReadOnlyList<string> CommandIn(IEnumerable<string> command) => ["netns", "exec", Name, .. command];

    /// <summary>A socket of this namespace; a socket stays in the namespace that it was made in, whoever uses it.</summary>
    public Socket CreateSocket(SocketType type)
    {
        Socket? socket = null;
        Exception? failure = null;

        // setns(2) moves one thread, so the thread is one of our own and ends here.
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/run/netns/{Name}");
                if (SetNamespace(handle, CloneNewNetwork) != 0)
                {
                    throw new InvalidOperationException($"setns to {Name} failed with errno {Marshal.GetLastPInvokeError()}.");
                }

                socket = SocketSources.Host(type);
            }
            catch (InvalidOperationException exception)
            {
                failure = exception;
            }
            catch (IOException exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new InvalidOperationException($"No socket in the namespace {Name}.", failure);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var ip = Requires.Tool("ip");
        var processes = await Processes.RunAsync(ip, ["netns", "pids", Name], null, CancellationToken.None);
        foreach (var process in processes.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await Processes.RunAsync(Requires.Tool("kill"), ["-KILL", process], null, CancellationToken.None);
        }

        await Processes.RunAsync(ip, ["netns", "delete", Name], null, CancellationToken.None);
    }

    // setns(2): 0, or -1 with errno.
    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeFileHandle handle, int type);
}
