namespace Reconciler.Core.Planning;

/// <summary>What becomes of an object.</summary>
public enum PlanVerb
{
    Add,
    Change,
    Remove,

    /// <summary>A phone that takes over the extensions of one that goes.</summary>
    Replace,
}
