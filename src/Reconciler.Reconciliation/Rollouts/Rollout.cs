using System.Text.Json.Serialization;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;
using Reconciler.Core.Windows;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>A commit on its way to the phones that it changes, wave by wave. Kept in the state, so that a start after a kill goes on where it was.</summary>
public sealed record Rollout
{
    /// <summary>The commit that is rolled out.</summary>
    public required CommitId Commit { get; init; }

    /// <summary>Which phones get it in which wave, and what they have until then.</summary>
    public required IReadOnlyList<RolloutGroup> Groups { get; init; }

    /// <summary>How many waves there are.</summary>
    public required int Of { get; init; }

    /// <summary>The last wave that is published. 0: none, all phones have what they had.</summary>
    public int Wave { get; init; }

    /// <summary>The wave that is to be published; differs from <see cref="Wave"/> while a run has something to do.</summary>
    public int Goal { get; init; } = 1;

    public RolloutState State { get; init; }

    /// <summary>The state that the history tells of last.</summary>
    [JsonPropertyName("told")]
    public RolloutState Announced { get; init; }

    /// <summary>Since when it is in that state and wave.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why it is held, waits, went back or was aborted, one sentence; empty where it goes on.</summary>
    public string Message { get; init; } = "";

    /// <summary>When the window opens that it waits for; null: it waits for none, or none opens within a year.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When phones may be restarted, as the commit says; empty: always.</summary>
    public IReadOnlyList<Window> Windows { get => field ?? []; init; }

    /// <summary>True: a wave need not be proved before the next; the waves are there for the windows alone.</summary>
    public bool WaitsForWindowsOnly { get; init; }

    public required TimeSpan Settle { get; init; }

    public required TimeSpan Deadline { get; init; }

    /// <summary>Whether a wave that is not proved gets back what it had.</summary>
    public required bool RollsBack { get; init; }

    /// <summary>True: a person said that the wave which is to be published does not wait for its window.</summary>
    public bool IsUrged { get; init; }

    /// <summary>Phones that a person went on without: they need prove nothing any more.</summary>
    public IReadOnlyList<MacAddress> Excused { get => field ?? []; init; }

    /// <summary>Phones that have not got the commit.</summary>
    public int Held => Groups.Where(g => Keeps(g, Wave)).Sum(g => g.Phones.Count);

    /// <summary>Phones that keep what they had once <paramref name="wave"/> is published, with the commit that it is from; null: not published yet.</summary>
    public IEnumerable<(MacAddress Phone, CommitId? From)> KeptAt(int wave) =>
        Groups.Where(g => Keeps(g, wave)).SelectMany(g => g.Phones.Select(p => (p, g.From)));

    /// <summary>Of <see cref="KeptAt"/>, those that keep the passwords of the master key before too.</summary>
    public IReadOnlySet<MacAddress> WithPreviousKeyAt(int wave) => Groups.Where(g => g.HasPreviousKey && Keeps(g, wave)).SelectMany(g => g.Phones).ToHashSet();

    /// <summary>The phones that got the commit so far, and have to prove that they run it.</summary>
    public IEnumerable<MacAddress> ToProve() => Groups.Where(g => g.Wave > 0 && !Keeps(g, Wave)).SelectMany(g => g.Phones).Except(Excused);

    /// <summary>The phones of a wave that the commit restarts, so that they have to wait for a window.</summary>
    public IEnumerable<MacAddress> RestartedIn(int wave) => Groups.Where(g => g.Wave == wave && g.Restarts).SelectMany(g => g.Phones);

    private static bool Keeps(RolloutGroup group, int wave) => wave == 0 || group.Wave > wave;
}

/// <summary>Phones that go together.</summary>
/// <param name="Wave">The wave in which they get the commit; 0: the commit does not change them, so that they have it from the start.</param>
/// <param name="From">The commit that they have until then; null: they are new.</param>
/// <param name="Phones">By MAC.</param>
/// <param name="Restarts">Whether the commit restarts them.</param>
/// <param name="HasPreviousKey">Whether they have the passwords of the master key before until then.</param>
public sealed record RolloutGroup(int Wave, CommitId? From, IReadOnlyList<MacAddress> Phones, bool Restarts = false, bool HasPreviousKey = false);

/// <summary>How a rollout stands.</summary>
public enum RolloutState
{
    /// <summary>It goes on by itself.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>The next wave restarts phones, and goes on by itself once a window allows that.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>A wave was not proved in time: nothing happens until somebody says so.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>A wave was not proved in time and got back what it had.</summary>
    [JsonStringEnumMemberName("rolledBack")]
    RolledBack,

    /// <summary>Somebody ended it; every phone got back what it had.</summary>
    [JsonStringEnumMemberName("aborted")]
    Aborted,
}
