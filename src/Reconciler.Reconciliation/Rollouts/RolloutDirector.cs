using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Windows;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>Says whether a rollout goes on, waits or stops: by the proof of its waves, the clock, and what a person asked for. Pure; one step at a time.</summary>
internal static class RolloutDirector
{
    public const string Resume = "resume";

    public const string Abort = "abort";

    private const int MostNamed = 3;

    /// <param name="rollout">As it stands.</param>
    /// <param name="asked"><see cref="Resume"/>, <see cref="Abort"/> or null.</param>
    /// <param name="prove">Finds the proof that the waves so far run the change, which costs reading the whole book of phones; null: nothing tells what they run.</param>
    /// <param name="clock">Knows when windows are open.</param>
    /// <param name="now">The time.</param>
    public static Rollout Next(Rollout rollout, string? asked, Func<RolloutProof?> prove, IWindowClock clock, DateTimeOffset now) => (asked, rollout.State) switch
    {
        (Abort, not RolloutState.Aborted) => Aborted(rollout, now),
        // It could not be carried back yet: those who have it keep it, and are judged anew.
        (Resume, RolloutState.RolledBack or RolloutState.Aborted) when rollout.Goal < rollout.Wave => Running(rollout, now) with { Goal = rollout.Wave },
        _ when rollout.Goal != rollout.Wave => Undone(rollout, clock, now),
        // Whoever is told that it waits, and says so nevertheless, means now.
        (Resume, RolloutState.Waiting) => Running(rollout, now) with { Goal = rollout.Wave + 1, IsUrged = true },
        (Resume, RolloutState.Running or RolloutState.Held) => Begin(Excuse(rollout, prove()), rollout.Wave + 1, clock, now),
        (Resume, RolloutState.RolledBack or RolloutState.Aborted) => Begin(rollout, 1, clock, now),
        // Much may have happened to the phones while it waited, so that they are judged anew.
        (_, RolloutState.Waiting) => Begin(rollout, rollout.Wave + 1, clock, now) is { State: RolloutState.Waiting } waiting ? waiting : Judge(Running(rollout, now), prove, clock, now),
        (_, RolloutState.Running) => Judge(rollout, prove, clock, now),
        _ => rollout,
    };

    /// <summary>A decision that was not carried out yet stands; but its window may be over.</summary>
    private static Rollout Undone(Rollout rollout, IWindowClock clock, DateTimeOffset now) =>
        rollout.Goal > rollout.Wave && !rollout.IsUrged && Begin(rollout, rollout.Goal, clock, now) is { State: RolloutState.Waiting } waiting ? waiting : rollout;

    private static Rollout Running(Rollout rollout, DateTimeOffset now) => rollout with { State = RolloutState.Running, Since = now, Until = null, Message = "" };

    /// <summary>The phones of which it is not known that they run the change are left out of account from now on: a person went on without them.</summary>
    private static Rollout Excuse(Rollout rollout, RolloutProof? proof) =>
        proof is { Missing.IsEmpty: false } ? rollout with { Excused = [.. rollout.Excused, .. proof.Missing] } : rollout;

    /// <summary>The wave, or the waiting for a window in which its phones may be restarted.</summary>
    private static Rollout Begin(Rollout rollout, int wave, IWindowClock clock, DateTimeOffset now)
    {
        List<MacAddress> restarted = [.. rollout.RestartedIn(wave)];
        if (restarted.Count == 0 || clock.Look(rollout.Windows, now) is not { IsOpen: false } outlook)
        {
            return Running(rollout, now) with { Goal = wave };
        }

        return rollout with
        {
            State = RolloutState.Waiting,
            Goal = rollout.Wave,
            Since = rollout.State == RolloutState.Waiting ? rollout.Since : now,
            Until = outlook.Until,
            Message = $"Wave {wave} of {rollout.Of} restarts {Phones(restarted)} and waits for {WindowText.WaitsFor(outlook)}; 'reconciler rollout resume' goes on now.",
        };
    }

    private static Rollout Aborted(Rollout rollout, DateTimeOffset now) => rollout with
    {
        State = RolloutState.Aborted,
        Goal = 0,
        Since = now,
        Until = null,
        Message = "It was aborted; every phone gets back the profile that it had. A new commit, or 'reconciler rollout resume', begins anew.",
    };

    private static Rollout Judge(Rollout rollout, Func<RolloutProof?> prove, IWindowClock clock, DateTimeOffset now)
    {
        if (rollout.WaitsForWindowsOnly || !rollout.ToProve().Any())
        {
            return Begin(rollout, rollout.Wave + 1, clock, now);
        }

        var proof = prove();
        if (RolloutVerdict.IsSettled(rollout, proof))
        {
            return Begin(rollout, rollout.Wave + 1, clock, now);
        }

        if (!RolloutVerdict.IsTooLate(rollout, proof, now))
        {
            return rollout;
        }

        var why = Why(rollout, proof);
        return rollout.RollsBack
            ? rollout with { State = RolloutState.RolledBack, Goal = 0, Since = now, Message = why + " It gets back the profile that it had; a new commit, or 'reconciler rollout resume', begins anew." }
            : rollout with { State = RolloutState.Held, Since = now, Message = why + " 'reconciler rollout resume' goes on without, 'reconciler rollout abort' goes back." };
    }

    private static string Why(Rollout rollout, RolloutProof? proof)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"within {rollout.Deadline.TotalMinutes:0.##} minutes");
        return proof is null
            ? $"Wave {rollout.Wave} of {rollout.Of} was not proved {time}: without AMI nothing tells what the phones run."
            : $"Up to wave {rollout.Wave} of {rollout.Of}, {Phones(proof.Missing)} did not run the change {time}.";
    }

    private static string Phones(IReadOnlyList<MacAddress> phones)
    {
        var named = string.Join(", ", phones.Take(MostNamed).Select(m => m.WithColons));
        return phones.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"{named} and {phones.Count - MostNamed} more") : named;
    }
}
