using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Tests.Rollouts;

public sealed class RolloutTextTests
{
    [Theory]
    [InlineData(RolloutState.Running, 1, 197, "goes on since 2026-03-01 08:31:00Z (wave 1 of 3, 197 phones wait)")]
    [InlineData(RolloutState.Waiting, 2, 1, "waits for a window since 2026-03-01 08:31:00Z (wave 2 of 3, 1 phone waits)")]
    [InlineData(RolloutState.Held, 1, 2, "is held since 2026-03-01 08:31:00Z (wave 1 of 3, 2 phones wait)")]
    [InlineData(RolloutState.RolledBack, 0, 200, "is rolled back since 2026-03-01 08:31:00Z (no wave of 3, 200 phones wait)")]
    [InlineData(RolloutState.Aborted, 0, 200, "is aborted since 2026-03-01 08:31:00Z (no wave of 3, 200 phones wait)")]
    public void Of_AStatus_SaysHowItStandsInWords(RolloutState state, int wave, int held, string expected)
    {
        Assert.True(CommitId.TryParse(new string('1', 40), out var commit));
        var since = new DateTimeOffset(2026, 3, 1, 8, 31, 0, TimeSpan.Zero);

        Assert.Equal(expected, RolloutText.Of(new RolloutStatus(commit, wave, 3, held, state, since, null, "")));
    }
}
