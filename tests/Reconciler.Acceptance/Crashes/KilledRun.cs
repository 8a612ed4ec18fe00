using Reconciler.Acceptance.Offices;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program under strace, which lists its system calls, or sends it SIGKILL as it enters one of them.</summary>
internal sealed class KilledRun(string traceFile, IReadOnlyList<string> arguments)
{
    private const int KilledBySignal = 128 + 9;

    // The runtime's own files for debuggers would otherwise count among the calls.
    private static readonly ProcessOptions Options = new()
    {
        Environment = new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0" },
    };

    /// <summary>Runs it to its end, which must be a good one, and says where it can be killed.</summary>
    public async Task<IReadOnlyList<KillPoint>> FindPointsAsync(IReadOnlyList<string> calls, CancellationToken cancellationToken)
    {
        var result = await TraceAsync(["-y", "-e", $"trace={string.Join(',', calls)}"], cancellationToken);
        Assert.True(result.ExitCode == 0, $"the run under strace ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
        return KillPoint.FindIn(await File.ReadAllLinesAsync(traceFile, cancellationToken));
    }

    /// <summary>Runs it until the call; true: it was killed there, false: it ended well without having come so far. Any other end is a failure.</summary>
    public async Task<bool> IsKilledAsync(KillPoint point, CancellationToken cancellationToken)
    {
        var result = await TraceAsync(["-e", $"trace={point.Call}", "-e", point.Injection, .. point.Path is null ? (string[])[] : ["-P", point.Path]], cancellationToken);
        var wasKilled = (await File.ReadAllTextAsync(traceFile, cancellationToken)).Contains("+++ killed by SIGKILL +++", StringComparison.Ordinal);
        Assert.True(
            result.ExitCode == (wasKilled ? KilledBySignal : 0),
            $"{point}: the run ended with {result.ExitCode}, {(wasKilled ? "killed" : "not killed")}:\n{result.Output}{result.Errors}");
        return wasKilled;
    }

    private Task<ProcessResult> TraceAsync(IReadOnlyList<string> options, CancellationToken cancellationToken) => Processes.RunAsync(
        Requires.Tool("strace"), ["-f", "-q", "-s", "200", "-o", traceFile, .. options, "--", .. ReconcilerProgram.Command, .. arguments], Options, cancellationToken);
}
