using System.Globalization;
using Reconciler.Core.Convergence;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Rollouts;

/// <summary>Says whether a rollout goes on, waits or stops: by the proof of its waves, the clock, and what a person asked for. Pure; one step at a time.</summary>
internal static class RolloutDirector
{
    public const string Resume = "resume";

    public const string Abort = "abort";

    private const int MostNamed = 3;

    /// <param name="rollout">As it stands.</param>
    /// <param name="asked"><see cref="Resume"/>, <see cref="Abort"/> or null.</param>
    /// <param name="book">What is known of the phones; null: nothing tells what they run.</param>
    /// <param name="observed">When they were last looked at.</param>
    /// <param name="now">The time.</param>
    public static Rollout Next(Rollout rollout, string? asked, PhoneBook? book, DateTimeOffset? observed, DateTimeOffset now)
    {
        if (rollout.Goal != rollout.Wave)
        {
            // The last decision is not carried out yet.
            return asked == Abort && rollout.State != RolloutState.Aborted ? Aborted(rollout, now) : rollout;
        }

        return (asked, rollout.State) switch
        {
            (Abort, not RolloutState.Aborted) => Aborted(rollout, now),
            (Resume, RolloutState.Held) => rollout with { State = RolloutState.Running, Goal = rollout.Wave + 1, Since = now, Message = "" },
            (Resume, RolloutState.RolledBack or RolloutState.Aborted) => rollout with { State = RolloutState.Running, Goal = 1, Since = now, Message = "" },
            (_, RolloutState.Running) => Judge(rollout, book, observed, now),
            _ => rollout,
        };
    }

    private static Rollout Aborted(Rollout rollout, DateTimeOffset now) => rollout with
    {
        State = RolloutState.Aborted,
        Goal = 0,
        Since = now,
        Message = "It was aborted; every phone gets back what it had. A new commit, or 'reconciler rollout resume', begins anew.",
    };

    private static Rollout Judge(Rollout rollout, PhoneBook? book, DateTimeOffset? observed, DateTimeOffset now)
    {
        var proof = book is null ? null : RolloutProof.Of(rollout.Moved, book, observed);
        if (proof?.Since is { } since && now - since >= rollout.Settle)
        {
            return rollout with { Goal = rollout.Wave + 1 };
        }

        if (now - rollout.Since <= rollout.Deadline)
        {
            return rollout;
        }

        var why = Why(rollout, proof);
        return rollout.RollsBack
            ? rollout with { State = RolloutState.RolledBack, Goal = 0, Since = now, Message = why + " It gets back what it had; a new commit, or 'reconciler rollout resume', begins anew." }
            : rollout with { State = RolloutState.Held, Since = now, Message = why + " 'reconciler rollout resume' goes on all the same, 'reconciler rollout abort' goes back." };
    }

    private static string Why(Rollout rollout, RolloutProof? proof)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"within {rollout.Deadline.TotalMinutes:0.##} minutes");
        if (proof is null)
        {
            return $"Wave {rollout.Wave} of {rollout.Of} was not proved {time}: without AMI nothing tells what the phones run.";
        }

        return proof.Missing.IsEmpty
            ? $"The phones of wave {rollout.Wave} of {rollout.Of} did not stay as they should {time}."
            : $"Of wave {rollout.Wave} of {rollout.Of}, {Phones(proof.Missing)} did not run the change {time}.";
    }

    private static string Phones(IReadOnlyList<MacAddress> missing)
    {
        var named = string.Join(", ", missing.Take(MostNamed).Select(m => m.WithColons));
        return missing.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"{named} and {missing.Count - MostNamed} more") : named;
    }
}
