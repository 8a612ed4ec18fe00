using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>What came of the same command with a fault at one call after the other.</summary>
internal sealed class FaultTally
{
    private const int KilledBySignal = 128 + 9;
    private const int InternalError = 70;

    private readonly SortedDictionary<int, int> _exitCodes = [];
    private int _old;

    /// <summary>How often a fault befell the command: where threads share the work, a call may not come again.</summary>
    public int Hits => _exitCodes.Values.Sum();

    public void Add(int exitCode, bool isOld)
    {
        _exitCodes[exitCode] = _exitCodes.GetValueOrDefault(exitCode) + 1;
        _old += isOld ? 1 : 0;
    }

    /// <summary>A kill kills; an error is told in words and with an exit code that says which step failed; without either the command ends well.</summary>
    public static void AssertToldWell(Fault fault, ProcessResult result, bool wasHit, string when)
    {
        var said = $"{when}: the command ended with {result.ExitCode}{(wasHit ? "" : ", not hit")}:\n{result.Output}{result.Errors}";
        Assert.True(wasHit || result.ExitCode == 0, said);
        Assert.True(!wasHit || fault.Kills == (result.ExitCode == KilledBySignal), said);
        Assert.False(result.ExitCode == InternalError, said);
        Assert.DoesNotContain("Exception", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        Assert.True(result.ExitCode is 0 or KilledBySignal || result.Errors.Trim().Length > 0, said);
    }

    /// <summary>The columns of a row: hits, how often the old set was served right after, the exit codes.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hits} | {_old} | {string.Join(", ", _exitCodes.Select(code => $"{code.Value} x {(code.Key == KilledBySignal ? "killed" : code.Key.ToString(CultureInfo.InvariantCulture))}"))}");
}
