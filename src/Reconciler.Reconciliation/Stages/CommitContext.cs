using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>A run's work on one commit, filled in stage by stage.</summary>
/// <param name="run">The run.</param>
/// <param name="commit">The commit.</param>
/// <param name="counts">Whether a fact is one of the site's; the conditions of a refused head say what it takes to correct it, whatever else is applied.</param>
internal sealed class CommitContext(RunContext run, CommitId commit, Func<RunFact, bool> counts) : IStageContext
{
    private RunOutcome? _outcome;

    public RunContext Run => run;

    public CommitId Commit => commit;

    /// <summary>Its end; null until then.</summary>
    public RunOutcome Outcome => _outcome ?? throw Missing(nameof(Outcome));

    /// <summary>True: it has an outcome already, such as a refusal.</summary>
    public bool IsDecided => _outcome is not null;

    /// <summary>Its fleet.</summary>
    public Fleet Fleet { get => field ?? throw Missing(nameof(Fleet)); set; }

    /// <summary>Warnings about its specs.</summary>
    public ImmutableArray<Diagnostic> SpecFindings { get; set; } = [];

    /// <summary>How far this run brings it.</summary>
    public WavePlan Plan { get => field ?? throw Missing(nameof(Plan)); set; }

    /// <summary>The set that it comes to here.</summary>
    public DesiredSet Desired { get => field ?? throw Missing(nameof(Desired)); set; }

    /// <summary>The repair for which the published commit is applied again; null: a change is applied.</summary>
    public DriftRepair? Repair { get; init; }

    /// <summary>The manifest of the published files.</summary>
    public Manifest Manifest { get => field ?? throw Missing(nameof(Manifest)); set; }

    /// <summary>The digest that the Asterisk root is to have.</summary>
    public Digest AsteriskContent { get; set; }

    /// <summary>The new generations.</summary>
    public StagedSet Staged { get => field ?? throw Missing(nameof(Staged)); set; }

    /// <summary>Modules of Asterisk that were reloaded.</summary>
    public ImmutableArray<string> Reloaded { get; set; } = [];

    /// <summary>Lines of the administrator's own files that will hurt users, found while Asterisk was read back.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; set; } = [];

    public void Add(StageResult result)
    {
        foreach (var fact in result.Facts.Where(counts))
        {
            run.Note(fact);
        }

        if (result.Outcome is { } outcome)
        {
            _outcome = outcome;
        }
    }

    private static InvalidOperationException Missing(string what) => new($"{what} is not known yet: a stage is missing in the list.");
}
