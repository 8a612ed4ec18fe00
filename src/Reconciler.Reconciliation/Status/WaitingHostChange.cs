using Reconciler.Core.Planning;

namespace Reconciler.Reconciliation.Status;

/// <summary>A host change that waits for a person, as the state and the status have it.</summary>
/// <param name="Hash">The argument of <c>reconciler approve</c>.</param>
/// <param name="Causes">Causes on the host, a sentence each.</param>
/// <param name="Effect">Its effect, one sentence.</param>
/// <param name="Passwords">Passwords and PINs whose values would change.</param>
/// <param name="Profiles">Profiles that would change or go.</param>
/// <param name="Phones">Phones whose profiles are published.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record WaitingHostChange(string Hash, IReadOnlyList<string> Causes, string Effect, int Passwords, int Profiles, int Phones, DateTimeOffset Since)
{
    /// <summary>The command that lets it pass.</summary>
    public string Command => $"reconciler approve {Hash}";

    internal static WaitingHostChange Of(HostChange change, WaitingHostChange? before, DateTimeOffset now) => new(
        change.Hash.ToString(), change.Causes, change.Effect, change.Passwords, change.Profiles, change.Phones, before?.Hash == change.Hash.ToString() ? before.Since : now);
}
