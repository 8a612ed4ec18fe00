namespace Reconciler.Host.Convergence;

/// <summary>How long a phone may take.</summary>
/// <param name="IsNotified">Whether phones are told to fetch; else each waits for its own period.</param>
/// <param name="StaleAfter">How long a registered phone may run another profile; null: as long as telling it, or its period, and a registration take.</param>
public sealed record ConvergencePolicy(bool IsNotified, TimeSpan? StaleAfter)
{
    /// <summary>A phone that was told, but was in a call or lost the message, is told again before it counts as stale.</summary>
    private static readonly TimeSpan SecondNotice = TimeSpan.FromSeconds(60);

    /// <summary>How long a phone of this site may run another profile than the published one.</summary>
    public TimeSpan Patience(PhoneBook book) =>
        StaleAfter ?? TimeSpan.FromSeconds(book.RegisterExpires) + (IsNotified ? SecondNotice : TimeSpan.FromSeconds(book.ResyncEvery));
}
