namespace Reconciler.Core.Artifacts;

/// <summary>How an object changes.</summary>
public enum PlanVerb
{
    Add,
    Change,
    Remove,

    /// <summary>A phone that takes over the extensions of one that goes.</summary>
    Replace,
}
