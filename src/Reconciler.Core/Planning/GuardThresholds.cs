namespace Reconciler.Core.Planning;

/// <summary>How much a change may take away before someone has to say that it is meant.</summary>
/// <param name="MaxRemoved">The share of phones, and of extensions, that may go; 0 to 1.</param>
/// <param name="MinimumFleet">Below this many the share is not looked at: one of three phones is a third.</param>
public sealed record GuardThresholds(double MaxRemoved, int MinimumFleet)
{
    /// <summary>Every change of what a spec says needs an approval of its plan, additions too.</summary>
    public bool AlwaysAsks { get; init; }

    /// <summary>10 % of at least 10.</summary>
    public static GuardThresholds Default { get; } = new(0.10, 10);
}
