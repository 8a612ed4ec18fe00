using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Status;

/// <summary>The end of one run, for its caller, the log and the history.</summary>
public sealed record RunOutcome
{
    private RunOutcome(RunResult result, ExitCode exitCode, string message)
    {
        Result = result;
        ExitCode = exitCode;
        Message = message;
    }

    public RunResult Result { get; }

    public ExitCode ExitCode { get; }

    /// <summary>One sentence for people.</summary>
    public string Message { get; }

    /// <summary>The commit it was about; null where none could be read.</summary>
    public CommitId? Commit { get; init; }

    /// <summary>Findings about the specs, sorted; warnings too.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The hash of the plan from the newest commit that all phones had; null: nothing was planned.</summary>
    public string? Plan { get; init; }

    /// <summary>The plan's changes for people, a line each.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>Profiles added, changed and removed.</summary>
    public int PhonesChanged { get; init; }

    /// <summary>Modules of Asterisk that were reloaded.</summary>
    public ImmutableArray<string> Reloaded { get; init; } = [];

    /// <summary>True where trying again may help without a new commit (fetch, activation, publishing).</summary>
    public bool Transient { get; init; }

    public static RunOutcome Applied(CommitId commit, string message) => new(RunResult.Applied, ExitCode.Done, message) { Commit = commit };

    public static RunOutcome NoChange(CommitId? commit) => new(RunResult.NoChange, ExitCode.Done, "Nothing to do.") { Commit = commit };

    /// <summary>Published files were changed by hand, and are left as they are.</summary>
    public static RunOutcome Drifted(CommitId commit, string message) => new(RunResult.Drifted, ExitCode.Done, message) { Commit = commit };

    public static RunOutcome Suspended(string reason) => new(RunResult.Suspended, ExitCode.Done, $"Suspended: {reason}");

    public static RunOutcome Rejected(ExitCode exitCode, CommitId? commit, string message, ImmutableArray<Diagnostic> diagnostics) =>
        new(RunResult.Rejected, exitCode, message) { Commit = commit, Diagnostics = diagnostics };

    public static RunOutcome Failed(ExitCode exitCode, CommitId? commit, string message, bool transient = true) =>
        new(RunResult.Failed, exitCode, message) { Commit = commit, Transient = transient };
}

/// <summary>The kinds of outcome.</summary>
public enum RunResult
{
    NoChange,
    Applied,
    Suspended,

    /// <summary>Published files were changed by hand, and are left as they are.</summary>
    Drifted,

    /// <summary>The commit is at fault; the last good state goes on being served.</summary>
    Rejected,

    /// <summary>The surroundings are at fault.</summary>
    Failed,
}
