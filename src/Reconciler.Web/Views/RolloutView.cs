using System.Collections.Immutable;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Web.Views;

/// <summary>The rollout under way as its waves.</summary>
public sealed record RolloutView
{
    public required RolloutStatus Status { get; init; }

    public required CommitView? Commit { get; init; }

    public required ImmutableArray<WaveView> Waves { get; init; }

    public required WaitingItem? Waiting { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Null: none is under way.</summary>
    internal static RolloutView? Of(SiteViews views)
    {
        var status = views.Status();
        if (views.States.Load().Rollout is not { } rollout || status.Rollout is not { } told)
        {
            return null;
        }

        var states = views.Phones.Book.Phones;
        return new RolloutView
        {
            Status = told,
            Commit = views.Commits.Find(rollout.Commit),
            Waves =
            [
                .. rollout.Groups.Where(g => g.Wave > 0).GroupBy(g => g.Wave).OrderBy(wave => wave.Key).Select(wave => WaveView.Of(
                    wave.Key, rollout, [.. wave.SelectMany(g => g.Phones).Select(mac => states.GetValueOrDefault(mac)).OfType<FollowedPhone>()], wave.Sum(g => g.Phones.Count), wave.Any(g => g.Restarts))),
            ],
            Waiting = WaitingItem.Of(status).FirstOrDefault(item => item.Ways.Any(way => way.Verb == "abort")),
            Now = views.Time.GetUtcNow(),
        };
    }
}

/// <summary>A wave.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">Phones in it.</param>
/// <param name="Progress">done, current or ahead.</param>
/// <param name="Converged">Phones that were seen with their profile.</param>
/// <param name="Restarts">Whether it restarts phones.</param>
/// <param name="Lagging">The first phones that are not there yet.</param>
public sealed record WaveView(int Number, int Total, string Progress, int Converged, bool Restarts, ImmutableArray<FollowedPhone> Lagging)
{
    private const int MostLagging = 20;

    internal static WaveView Of(int number, Rollout rollout, ImmutableArray<FollowedPhone> phones, int total, bool restarts)
    {
        var progress = number > rollout.Wave ? "ahead" : number == rollout.Wave ? "current" : "done";
        var converged = progress == "ahead" ? 0 : phones.Count(p => p.State == PhoneState.Converged);
        return new WaveView(number, total, progress, converged, restarts, progress == "ahead" ? [] : [.. phones.Where(p => p.State != PhoneState.Converged).Take(MostLagging)]);
    }
}
