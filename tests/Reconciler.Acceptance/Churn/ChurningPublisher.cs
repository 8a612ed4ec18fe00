using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Churn;

/// <summary>A process that publishes without pause, killed at a random moment and started again, until there were enough publications.</summary>
/// <param name="served">The root that phones fetch from.</param>
/// <param name="asterisk">The root that Asterisk reads.</param>
/// <param name="state">Where it keeps what the next process starts from.</param>
internal sealed class ChurningPublisher(string served, string asterisk, string state)
{
    private static readonly string Driver = Path.Combine(AppContext.BaseDirectory, "Reconciler.Publishing.Driver");
    // The runtime's own files for debuggers would stay behind a kill.
    private static readonly ProcessOptions Options = new() { Environment = new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0" } };

    private readonly Random _random = new(4711);

    /// <summary>The last version that was said to be published; higher ones may be, too.</summary>
    public int Version { get; private set; }

    public int Publications { get; private set; }

    public int Kills { get; private set; }

    /// <summary>Publishes so many versions at least.</summary>
    public async Task PublishAsync(int publications, CancellationToken cancellationToken)
    {
        while (Publications < publications)
        {
            // The process that was killed may have been at the version after the last that it said.
            var first = Version + 2;
            await using var process = RunningProcess.Start(Driver, ["churn", served, asterisk, state, first.ToString(CultureInfo.InvariantCulture)], Options);
            await process.WaitForOutputAsync(Line(first + _random.Next(Math.Min(40, 1 + (publications / 8)))), cancellationToken);
            // Anywhere in the publication that follows, or in one of the next.
            for (var spins = _random.Next(30_000); spins > 0; spins--)
            {
                Thread.SpinWait(10);
            }

            Assert.False(process.HasExited, process.Output);
            await process.KillAsync();
            Kills++;
            Version = process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Last();
            Publications += Version - first + 1;
        }
    }

    private static string Line(int version) => string.Create(CultureInfo.InvariantCulture, $"{version}\n");
}
