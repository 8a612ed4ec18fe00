using System.Globalization;

namespace Reconciler.Agent.Serving;

/// <summary>
/// How much strangers may take of a server that everybody on the network reaches. Its connections are files of this process, and what publishes needs files too.
/// </summary>
public sealed record ServerLimits
{
    private const int MostConnections = 256;
    private const int FewestConnections = 8;
    private const long FilesOfTheAgent = 256;

    /// <summary>Connections at once; the kernel keeps others waiting until one ends.</summary>
    public required int Connections { get; init; }

    /// <summary>Connections at once of one address, so that one client cannot have them all.</summary>
    public int ConnectionsOfOne => Math.Max(FewestConnections / 2, Connections / 4);

    /// <summary>How long a connection may stay without a whole request.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests a second of one address (of IPv6: of one network), and how many at once before that counts.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    public int RequestsAtOnce { get; init; } = 500;

    /// <summary>How long a request's body may be.</summary>
    public long BodyBytes { get; init; }

    /// <summary>Those of this process: three servers, each connection with a file that it reads, leave the rest of it enough.</summary>
    public static ServerLimits OfProcess() => Of(OpenFilesLimit());

    internal static ServerLimits Of(long files) =>
        new() { Connections = (int)Math.Clamp((files - FilesOfTheAgent) / 6, FewestConnections, MostConnections) };

    private static long OpenFilesLimit()
    {
        const string Name = "Max open files";
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
            var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;
        }
        catch (IOException)
        {
            return 1024;
        }
    }
}
