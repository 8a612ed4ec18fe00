using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Rendering;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Guard, the host's part: what nobody committed goes live only once somebody asked for it, also with a rollback or a wave.</summary>
internal sealed partial class HostChangeStep(ReconcileSetup setup)
{
    /// <summary>The reason of the condition Allowed while a host change waits.</summary>
    public const string Reason = "HostChanged";

    private readonly HostChangeFinder _finder = new(setup);

    /// <summary>The change of this host since the last publishing, whether or not it may pass; null: none.</summary>
    public HostChange? Find(ReconcileState state, Func<FleetRendering> today) => _finder.MayDiffer(state) ? _finder.Find(state, today()) : null;

    /// <summary>Null: it may pass; else the refusal, which the state and the conditions tell of.</summary>
    public RunOutcome? Judge(RunProgress run, CommitId commit, HostChange? change, ImmutableArray<Diagnostic> diagnostics)
    {
        if (change is null || IsAllowed(change))
        {
            if (change is not null)
            {
                LogPassed(setup.Logger, HostChangeText.Log(change));
            }

            run.State = run.State with { HostChange = null };
            return null;
        }

        var message = HostChangeText.Refusal(change, (run.State.Published ?? commit).Abbreviated);
        run.State = run.State with { HostChange = WaitingHostChange.Of(change, run.State.HostChange, setup.Time.GetUtcNow()) };
        run.Conditions.False(ConditionType.Allowed, Reason, message);
        return RunOutcome.Rejected(ExitCode.Refused, commit, message, diagnostics);
    }

    /// <summary>Only on this host: whoever can push may not say what the host's keys are.</summary>
    private bool IsAllowed(HostChange change) =>
        !change.Waits(setup.Guard) || setup.Controls.ReadLines(Control.Approve).Contains(change.Hash.ToString(), StringComparer.Ordinal);

    [LoggerMessage(EventId = 1200, Level = LogLevel.Warning, Message = "A change of this host goes live: {What}")]
    private static partial void LogPassed(ILogger logger, string what);
}
