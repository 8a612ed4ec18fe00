using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Tests.Rollouts;

/// <summary>A rollout whose first wave, one phone, is out since eight; it is to settle for five minutes and may take half an hour.</summary>
internal static class GivenRollout
{
    public static readonly DateTimeOffset Begun = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly MacAddress First = Mac("002584000001");

    public static readonly MacAddress Second = Mac("002584000002");

    public static readonly Rollout Running = new()
    {
        Commit = CommitId.TryParse(new string('b', 40), out var id) ? id : throw new InvalidOperationException("no commit id"),
        Groups = [new RolloutGroup(1, null, [First]), new RolloutGroup(2, null, [Second], Restarts: true)],
        Of = 2,
        Wave = 1,
        Goal = 1,
        Since = Begun,
        Settle = TimeSpan.FromMinutes(5),
        Deadline = TimeSpan.FromMinutes(30),
        RollsBack = false,
    };

    /// <summary>The phone runs the change since so many minutes after the wave began (null: it does not), and was last looked at so many after it.</summary>
    public static RolloutProof Proof(int? since, int observed) => new(
        since is null ? [First] : [], since is { } minutes ? Begun.AddMinutes(minutes) : null, Begun.AddMinutes(observed));

    private static MacAddress Mac(string text) => MacAddress.TryParse(text, out var mac) ? mac : throw new ArgumentException("no MAC address", nameof(text));
}
