using System.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Runs and their stages as spans, for whoever listens to the source; where nobody does, a span costs nothing. No value of a spec or a secret is in one.</summary>
public static class RunTrace
{
    /// <summary>The source's name.</summary>
    public const string Name = "Reconciler";

    private const string StageSuffix = "Stage";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Null: nobody listens.</summary>
    internal static Activity? BeginRun(string kind) => Source.StartActivity("reconcile")?.SetTag("reconciler.run.kind", kind);

    /// <summary>Null: nobody listens.</summary>
    internal static Activity? BeginStage(string name) => Source.StartActivity(name);

    /// <summary><c>fetch</c> of a <c>FetchStage</c>.</summary>
    internal static string NameOf(Type stage)
    {
        var name = stage.Name.EndsWith(StageSuffix, StringComparison.Ordinal) ? stage.Name[..^StageSuffix.Length] : stage.Name;
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }

    internal static void Describe(Activity? span, RunOutcome? outcome)
    {
        if (span is null || outcome is null)
        {
            return;
        }

        span.SetTag("reconciler.result", outcome.Result.ToString().ToLowerInvariant()).SetTag("reconciler.exit_code", (int)outcome.ExitCode);
        if (outcome.Commit is { } commit)
        {
            span.SetTag("vcs.ref.head.revision", commit.ToString());
        }

        if (outcome.Result is RunResult.Failed or RunResult.Rejected)
        {
            span.SetStatus(ActivityStatusCode.Error, UrlRedaction.Redact(outcome.Message));
        }
    }

    /// <summary>Marks what an exception ends; false, so that as a filter it lets the exception pass.</summary>
    internal static bool Mark(Activity? span, Exception exception)
    {
        // Its type alone: what a library says in an exception may be anything.
        span?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        return false;
    }
}
