namespace Reconciler.Testing.Networking;

/// <summary>254 private addresses of this machine, on its loopback interface, until it is disposed of. Needs root.</summary>
public sealed class LoopbackNetwork : IDisposable
{
    /// <param name="prefix">The first three numbers: <c>10.77.3</c>.</param>
    public LoopbackNetwork(string prefix)
    {
        Prefix = prefix;
        // A killed test may have left it behind.
        Run("replace");
    }

    /// <summary>The first three numbers of each address.</summary>
    public string Prefix { get; }

    public void Dispose() => Run("del");

    private void Run(string verb) => Processes.RunAsync(Requires.Tool("ip"), ["address", verb, $"{Prefix}.0/24", "dev", "lo"], null, CancellationToken.None).GetAwaiter().GetResult();
}
