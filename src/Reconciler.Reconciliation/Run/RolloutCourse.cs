using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Takes a site from what is served to a commit, in waves where the site or the change wants them.</summary>
/// <param name="setup">The site.</param>
/// <param name="read">The fleet of a commit in the mirror; null: it cannot be read.</param>
internal sealed class RolloutCourse(ReconcileSetup setup, Func<CommitId, Fleet?> read)
{
    /// <summary>True when the commit, or as much of it as the waves allow now, is served and activated.</summary>
    public static bool IsAtRest(ReconcileState state, CommitId target) => state.Rollout is { } rollout
        ? rollout.Commit == target && rollout.Goal == rollout.Wave && state.Activated == MainOf(state)
        : state.Published == target && state.Activated == target;

    /// <summary>The commit that all that is no phone's is served from; null: nothing is served.</summary>
    public static CommitId? MainOf(ReconcileState state) => state.Rollout is { Wave: > 0 } rollout ? rollout.Commit : state.Published;

    /// <summary>The commit of which something is decided, or switched, and not carried out to its end; null: none.</summary>
    public static CommitId? Unfinished(ReconcileState state) => state.Rollout is { } rollout
        ? rollout.Goal != rollout.Wave || !state.IsHandedOver ? rollout.Commit : null
        : state.IsHandedOver ? null : state.Published;

    /// <summary>Every commit that phones have because of a rollout.</summary>
    public static IEnumerable<CommitId> CommitsOf(Rollout? rollout) => rollout is null ? [] : rollout.Groups.Select(g => g.From).OfType<CommitId>().Append(rollout.Commit);

    /// <summary>Every commit that something served is from.</summary>
    public static IEnumerable<CommitId> CommitsOf(ReconcileState state) => CommitsOf(state.Rollout).Concat(state.Published is { } published ? [published] : []);

    /// <summary>A commit that phones have, or go back to, and that cannot be read any more: what they lose by a change can't be told without it.</summary>
    public CommitId? Unreadable(ReconcileState state)
    {
        var had = state.Rollout?.Groups.Select(g => g.From) ?? [];
        return had.Append(MainOf(state)).Append(state.Published).Distinct().FirstOrDefault(commit => commit is { } known && read(known) is null);
    }

    /// <summary>What is served now; null: nothing is, or a commit of it cannot be read any more.</summary>
    public EffectiveFleet? Served(ReconcileState state)
    {
        if (state.Published is not { } published || Unreadable(state) is not null || read(published) is not { } fleet)
        {
            return null;
        }

        return state.Rollout is { } rollout ? Compose(rollout, rollout.Wave, fleet) : EffectiveFleet.Of(fleet);
    }

    /// <summary>What to serve next on the way to <paramref name="target"/>.</summary>
    /// <param name="state">Where the site is.</param>
    /// <param name="served">See <see cref="Served"/>.</param>
    /// <param name="target">The commit that is wanted.</param>
    /// <param name="change">From what is served to it.</param>
    public RolloutStep Step(ReconcileState state, EffectiveFleet? served, Fleet target, Lazy<Plan> change)
    {
        var commit = target.Commit!.Value;
        var atOnce = new RolloutStep(EffectiveFleet.Of(target), commit, null, []);
        if (served is null || IsAtOnce(state, target) || state.Published is not { } published || read(published) is not { } before)
        {
            return atOnce;
        }

        var rollout = state.Rollout;
        if (rollout?.Commit != commit)
        {
            var division = WaveDivision.Of(served, target, change);
            rollout = RolloutPlanner.Create(served, published, rollout, target, division, setup.Windows, setup.Time.GetUtcNow());
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

        var next = rollout.Goal == rollout.Wave ? rollout : rollout with { Wave = rollout.Goal, Since = setup.Time.GetUtcNow(), IsUrged = false };
        // Going back keeps nobody back.
        return new RolloutStep(Compose(next, next.Wave, before, target), next.Wave == 0 ? published : commit, next, next.Wave == 0 ? [] : RolloutLimits.Check(before, target));
    }

    /// <summary>The first publishing has nothing to keep, and whoever goes back to a commit is in a hurry.</summary>
    private bool IsAtOnce(ReconcileState state, Fleet target) =>
        state.Published is null || state.Published == target.Commit || setup.Controls.Read(Control.Rollback) is not null;

    private EffectiveFleet Compose(Rollout rollout, int wave, Fleet published, Fleet? target = null)
    {
        var main = wave == 0 ? published : target ?? read(rollout.Commit) ?? published;
        var fleets = new Dictionary<CommitId, Fleet?>();
        var kept = rollout.KeptAt(wave).ToDictionary(k => k.Phone, k => k.From is { } from ? Fleet(from) : null);
        return FleetComposer.Compose(main, kept);

        Fleet? Fleet(CommitId commit)
        {
            if (!fleets.TryGetValue(commit, out var fleet))
            {
                fleet = commit == main.Commit ? main : read(commit);
                fleets.Add(commit, fleet);
            }

            return fleet;
        }
    }
}
