namespace Reconciler.Core.Artifacts;

/// <summary>What becomes of an object.</summary>
public enum PlanVerb
{
    Add,
    Change,
    Remove,

    /// <summary>A phone that takes over the extensions of one that goes.</summary>
    Replace,
}
