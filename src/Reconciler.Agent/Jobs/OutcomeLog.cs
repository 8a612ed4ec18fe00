using Microsoft.Extensions.Logging;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Agent.Jobs;

/// <summary>
/// Outcomes of runs, for whoever reads the log. Trouble that stands, such as a commit that is refused, is told when it comes, once an hour as long as it stays,
/// and when it is over: told at each poll, it would bury everything else. Runs are told of one after the other.
/// </summary>
public sealed partial class OutcomeLog(TimeProvider time, ILogger<OutcomeLog> logger)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(1);

    private readonly Dictionary<string, long> _written = new(StringComparer.Ordinal);

    /// <param name="outcome">The run's outcome.</param>
    /// <param name="isPoll">Whether it looked for new commits: only then has it seen whether earlier trouble is over.</param>
    public void Write(RunOutcome outcome, bool isPoll)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        switch (outcome.Result)
        {
            case RunResult.NoChange:
                LogNothing(logger);
                break;
            case RunResult.Applied:
                LogDone(logger, outcome.Message);
                break;
            case RunResult.Drifted:
                LogDrifted(logger, outcome.Message);
                break;
            case RunResult.Suspended when IsNews(outcome.Message):
                LogDone(logger, outcome.Message);
                break;
            case RunResult.Rejected or RunResult.Failed when IsNews($"({(int)outcome.ExitCode}) {outcome.Message} {string.Join(' ', outcome.Diagnostics)}"):
                LogFailed(logger, (int)outcome.ExitCode, outcome.Message);
                break;
            default:
                LogAgain(logger, outcome.Message);
                return;
        }

        foreach (var diagnostic in outcome.Diagnostics.Where(d => !outcome.Message.Contains(d.ToString(), StringComparison.Ordinal)))
        {
            LogFinding(logger, diagnostic);
        }

        if (isPoll && outcome.Result is RunResult.NoChange or RunResult.Applied && _written.Count > 0)
        {
            _written.Clear();
            LogOver(logger);
        }
    }

    /// <summary>The host let a run fail.</summary>
    public void WriteFailure(ExitCode code, string message)
    {
        if (IsNews($"({(int)code}) {message}"))
        {
            LogFailed(logger, (int)code, message);
        }
        else
        {
            LogAgain(logger, message);
        }
    }

    /// <summary>The program let a run fail; always told.</summary>
    public void WriteFault(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        LogFault(logger, exception.GetType().Name, exception.Message);
    }

    private bool IsNews(string text)
    {
        if (_written.TryGetValue(text, out var written) && time.GetElapsedTime(written) < Reminder)
        {
            return false;
        }

        foreach (var (old, _) in _written.Where(t => time.GetElapsedTime(t.Value) >= Reminder).ToList())
        {
            _written.Remove(old);
        }

        _written[text] = time.GetTimestamp();
        return true;
    }

    [LoggerMessage(EventId = 2100, Level = LogLevel.Debug, Message = "Nothing to do")]
    private static partial void LogNothing(ILogger logger);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "{What}")]
    private static partial void LogDone(ILogger logger, string what);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Error, Message = "({Code}) {What}")]
    private static partial void LogFailed(ILogger logger, int code, string what);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Warning, Message = "{Finding}")]
    private static partial void LogFinding(ILogger logger, Core.Diagnostics.Diagnostic finding);

    [LoggerMessage(EventId = 2104, Level = LogLevel.Critical, Message = "A run ended by a fault of the program ({Type}): {What}")]
    private static partial void LogFault(ILogger logger, string type, string what);

    [LoggerMessage(EventId = 2105, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogDrifted(ILogger logger, string what);

    [LoggerMessage(EventId = 2106, Level = LogLevel.Debug, Message = "Still: {What}")]
    private static partial void LogAgain(ILogger logger, string what);

    [LoggerMessage(EventId = 2107, Level = LogLevel.Information, Message = "What stood in the way before is over")]
    private static partial void LogOver(ILogger logger);
}
