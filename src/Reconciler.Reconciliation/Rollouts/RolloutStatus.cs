using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>The commit that is on its way to the phones.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Wave">The last wave that is published; 0: none, or it went back.</param>
/// <param name="Of">How many waves there are.</param>
/// <param name="Held">Phones that have not got it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">When the window opens that the next wave waits for; null: it waits for none.</param>
/// <param name="Message">Why it does not go on, and what to do; empty where it does.</param>
public sealed record RolloutStatus(CommitId Commit, int Wave, int Of, int Held, RolloutState State, DateTimeOffset Since, DateTimeOffset? Until, string Message);
