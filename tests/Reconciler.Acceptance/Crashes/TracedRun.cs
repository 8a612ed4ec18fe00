using Reconciler.Acceptance.Offices;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program under strace, which lists its system calls, or puts a fault in the way of one of them.</summary>
internal sealed class TracedRun(string traceFile, IReadOnlyList<string> arguments)
{
    private const int KilledBySignal = 128 + 9;

    // Calls that are not traced cost nothing then; but a signal does not come through.
    private const string OtherCallsFree = "--seccomp-bpf";

    // The runtime's own files for debuggers would otherwise count among the calls.
    private static readonly ProcessOptions Options = new()
    {
        Environment = new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0" },
    };

    /// <summary>Runs it to its end, which must be a good one, and lists its calls of these kinds.</summary>
    public async Task<IReadOnlyList<DiskCall>> FindCallsAsync(IReadOnlyList<string> calls, CancellationToken cancellationToken)
    {
        // Not every platform has all of them.
        var result = await TraceAsync([OtherCallsFree, "-y", "-e", $"trace=?{string.Join(",?", calls)}"], cancellationToken);
        Assert.True(result.ExitCode == 0, $"the run under strace ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
        return DiskCall.FindIn(await File.ReadAllLinesAsync(traceFile, cancellationToken));
    }

    /// <summary>Runs it until the call; true: it was killed there, false: it ended well without having come so far. Any other end is a failure.</summary>
    public async Task<bool> IsKilledAsync(DiskCall at, CancellationToken cancellationToken)
    {
        var (result, calls) = await RunAsync(at, Fault.Kill, cancellationToken);
        Assert.True(
            result.ExitCode == (calls.Count > 0 ? KilledBySignal : 0),
            $"{at}: the run ended with {result.ExitCode}, {(calls.Count > 0 ? "killed" : "not killed")}:\n{result.Output}{result.Errors}");
        return calls.Count > 0;
    }

    /// <summary>Runs it with that fault, and says which calls it befell: none where the run did not come so far, more than one where several threads did.</summary>
    public async Task<(ProcessResult Result, IReadOnlyList<DiskCall> Calls)> RunAsync(DiskCall at, Fault fault, CancellationToken cancellationToken)
    {
        var result = await TraceAsync(["-y", .. fault.Kills ? (string[])[] : [OtherCallsFree], "-e", $"trace={at.Call}", "-e", fault.Injection(at), .. at.Path is null ? (string[])[] : ["-P", at.Path]], cancellationToken);
        var trace = await File.ReadAllLinesAsync(traceFile, cancellationToken);
        return (result, fault.Kills ? (trace.Any(line => line.Contains("+++ killed by SIGKILL +++", StringComparison.Ordinal)) ? [at] : []) : DiskCall.FindIn(trace.Where(line => line.EndsWith("(INJECTED)", StringComparison.Ordinal))));
    }

    private Task<ProcessResult> TraceAsync(IReadOnlyList<string> options, CancellationToken cancellationToken) => Processes.RunAsync(
        Requires.Tool("strace"), ["-f", "-q", "-s", "200", "-o", traceFile, .. options, "--", .. ReconcilerProgram.Command, .. arguments], Options, cancellationToken);
}
