using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning.Narration;
using Reconciler.Core.Rendering;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Planning;

/// <summary>A plan with what is told beside it.</summary>
/// <param name="Plan">The plan; null: there is none, and <see cref="Note"/> says why.</param>
/// <param name="Guard">The guard's verdict; null: it was not asked.</param>
/// <param name="Diagnostics">Findings about the new specs.</param>
/// <param name="Version">The version of the program that made the plan.</param>
public sealed record PlanDocument(Plan? Plan, GuardVerdict? Guard, ImmutableArray<Diagnostic> Diagnostics, string Version)
{
    /// <summary>The version of this program.</summary>
    public static string ThisVersion { get; } = typeof(PlanDocument).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>The result of planning.</summary>
    public PlanResult Result { get; init; } = PlanResult.Planned;

    /// <summary>The commit that is compared with; null: nothing, or not known.</summary>
    public CommitId? Base { get; init; }

    /// <summary>The commit that is planned; null: files as they are.</summary>
    public CommitId? Head { get; init; }

    /// <summary>A sentence on what the plan is between, or why there is none; null: nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>When the phones would get it; null: all at once.</summary>
    public PlanTimetable? Timetable { get; init; }

    /// <summary>The plan in the user's words; null: it is not told.</summary>
    public PlanStory? Story { get; init; }

    /// <summary>Changes that this host would make besides, with whether they wait for an approval; null: no host was asked.</summary>
    public ImmutableArray<(HostChange Change, bool Waits)>? HostChanges { get; init; }

    /// <summary>The differences of each file, in the order of the plan's artifacts; null: it was not asked for.</summary>
    public ImmutableArray<ArtifactDiff>? Diffs { get; init; }
}

/// <summary>How planning ended.</summary>
public enum PlanResult
{
    /// <summary>There is a plan.</summary>
    Planned,

    /// <summary>The new specs are invalid, so there is none.</summary>
    Invalid,

    /// <summary>The new specs are valid and those to compare with are not, so there is none.</summary>
    NoBase,
}
