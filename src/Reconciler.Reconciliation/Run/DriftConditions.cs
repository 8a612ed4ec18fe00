using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>What drift means to the site's conditions: Published is false for files and links, Activated for objects, until a check finds none.</summary>
internal static class DriftConditions
{
    /// <summary>The reason of a condition that is false because of drift.</summary>
    public const string Reason = "Drift";

    /// <summary>As <see cref="Reason"/>, where something foreign is in the way of a link.</summary>
    public const string ForeignReason = "ForeignName";

    /// <summary>Whether a condition is false because of drift; then only a check can say that it no longer is.</summary>
    public static bool IsDrift(Condition? condition) => condition is { Status: ConditionStatus.False, Reason: Reason or ForeignReason };

    /// <summary>Nothing differs any more.</summary>
    public static void Calm(ConditionSet conditions)
    {
        Set(conditions, ConditionType.Activated, "ReadBack", []);
        Set(conditions, ConditionType.Published, "Published", []);
    }

    /// <summary>This differs, and goes on to.</summary>
    public static void Blame(ConditionSet conditions, ImmutableArray<DriftFinding> findings)
    {
        Set(conditions, ConditionType.Activated, "ReadBack", findings.RemoveAll(finding => finding.Kind != DriftKind.Object));
        Set(conditions, ConditionType.Published, "Published", findings.RemoveAll(finding => finding.Kind == DriftKind.Object));
    }

    /// <summary>These objects differ; of files and links nothing is said.</summary>
    public static void MarkObjects(ConditionSet conditions, ImmutableArray<DriftFinding> objects) => Set(conditions, ConditionType.Activated, "ReadBack", objects);

    private static void Set(ConditionSet conditions, ConditionType type, string good, ImmutableArray<DriftFinding> findings)
    {
        if (!findings.IsEmpty)
        {
            // What a person has to do something about comes first.
            findings = [.. findings.OrderByDescending(finding => finding.Kind == DriftKind.Foreign)];
            conditions.False(type, findings[0].Kind == DriftKind.Foreign ? ForeignReason : Reason, DriftReport.First(findings));
        }
        else if (IsDrift(conditions[type]))
        {
            conditions.True(type, good);
        }
    }
}
