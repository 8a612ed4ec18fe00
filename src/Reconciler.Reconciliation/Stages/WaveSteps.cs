using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;
using Reconciler.Core.Windows;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Brings a site from what is served to a commit, in waves where the site or the change wants them.</summary>
internal sealed class WaveSteps(FleetReadings readings, Controls controls, KeyTurn keys, IWindowClock windows, TimeProvider time)
{
    /// <summary>A commit that phones have, or go back to, and that cannot be read any more: what they lose by a change can't be told without it.</summary>
    public CommitId? Unreadable(ReconcileState state)
    {
        var had = state.Rollout?.Groups.Select(g => g.From) ?? [];
        return had.Append(RolloutPosition.MainOf(state)).Append(state.Published).Distinct().FirstOrDefault(commit => commit is { } known && readings.ReadPublished(known) is null);
    }

    /// <summary>The served fleet; null: nothing is served, or a commit of it cannot be read any more.</summary>
    public EffectiveFleet? Served(ReconcileState state)
    {
        if (state.Published is not { } published || Unreadable(state) is not null || readings.ReadPublished(published) is not { } fleet)
        {
            return null;
        }

        return state.Rollout is { } rollout ? Compose(rollout, rollout.Wave, fleet) : EffectiveFleet.Of(fleet);
    }

    /// <summary>The next step on the way to <paramref name="target"/>.</summary>
    /// <param name="state">Where the site is.</param>
    /// <param name="served">See <see cref="Served"/>.</param>
    /// <param name="target">The commit that is wanted.</param>
    /// <param name="change">From what is served to it.</param>
    public RolloutStep Next(ReconcileState state, EffectiveFleet? served, Fleet target, Lazy<Plan> change)
    {
        var commit = target.Commit!.Value;
        var atOnce = new RolloutStep(EffectiveFleet.Of(target), commit, null, []);
        var rekeyed = served is null ? null : keys.Phones(state, served, target);
        if (served is null || rekeyed is null || IsAtOnce(state, target, rekeyed.Count > 0) || state.Published is not { } published || readings.ReadPublished(published) is not { } before)
        {
            return atOnce;
        }

        var rollout = state.Rollout;
        if (rollout?.Commit != commit || (rekeyed.Count > 0 && keys.Begins(state)))
        {
            var division = WaveDivision.Of(served, target, change, rekeyed);
            rollout = RolloutPlanner.Create(new RolloutStart(served, published, rollout), target, division, windows, time.GetUtcNow());
            if (rollout is null)
            {
                // Whether it can be had is the same at any time, also where its window is open just now.
                return division.Restarts && !target.Site.Windows.IsEmpty ? atOnce with { Obstacles = RolloutLimits.Check(before, target) } : atOnce;
            }
        }

        if (rollout.Goal >= rollout.Of)
        {
            return atOnce;
        }

        var next = rollout.Goal == rollout.Wave ? rollout : rollout with { Wave = rollout.Goal, Since = time.GetUtcNow(), IsUrged = false };
        // Going back keeps nobody back.
        return new RolloutStep(Compose(next, next.Wave, before, target), next.Wave == 0 ? published : commit, next, next.Wave == 0 ? [] : RolloutLimits.Check(before, target));
    }

    /// <summary>The first publishing has nothing to keep, and whoever goes back to a commit is in a hurry.</summary>
    private bool IsAtOnce(ReconcileState state, Fleet target, bool rekeys) =>
        state.Published is null || (state.Published == target.Commit && !rekeys) || controls.Read(Control.Rollback) is not null;

    private EffectiveFleet Compose(Rollout rollout, int wave, Fleet published, Fleet? target = null)
    {
        var main = wave == 0 ? published : target ?? readings.ReadPublished(rollout.Commit) ?? published;
        var fleets = new Dictionary<CommitId, Fleet?>();
        var kept = rollout.KeptAt(wave).ToDictionary(k => k.Phone, k => k.From is { } from ? FleetOf(from) : null);
        return FleetComposer.Compose(main, kept, rollout.WithPreviousKeyAt(wave));

        Fleet? FleetOf(CommitId commit)
        {
            if (!fleets.TryGetValue(commit, out var fleet))
            {
                fleet = commit == main.Commit ? main : readings.ReadPublished(commit);
                fleets.Add(commit, fleet);
            }

            return fleet;
        }
    }
}
