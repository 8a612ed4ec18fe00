namespace Reconciler.Reconciliation.Drift;

/// <summary>How often a site is checked for drift, by whatever starts its runs.</summary>
public static class DriftSchedule
{
    /// <summary>The time between two checks, more or less.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
}
