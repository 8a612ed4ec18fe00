using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Web.Views;

/// <summary>The site at a glance.</summary>
public sealed record SiteOverview
{
    public required StatusRecord Status { get; init; }

    /// <summary>How far which commit has come, in the order of the pipeline.</summary>
    public required ImmutableArray<CommitStep> Steps { get; init; }

    public required ImmutableArray<WaitingItem> Waiting { get; init; }

    public required PhoneCounts Phones { get; init; }

    public required ImmutableArray<string> Notices { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether what runs is what Git says: one word for the top of the page.</summary>
    public SiteMood Mood => Ready switch
    {
        null or { Status: ConditionStatus.Unknown } => SiteMood.Unknown,
        { Status: ConditionStatus.False } => SiteMood.Trouble,
        _ when !Waiting.IsEmpty || Status.Observed != Status.Published => SiteMood.Waiting,
        _ when Status.Conditions.Any(c => c is { Type: ConditionType.Converged, Status: ConditionStatus.False }) => SiteMood.Underway,
        _ => SiteMood.Good,
    };

    /// <summary>That in a sentence.</summary>
    public string Headline => Mood switch
    {
        SiteMood.Good => "What runs is what Git says.",
        SiteMood.Underway => "The server runs what Git says; some phones do not yet.",
        SiteMood.Waiting => "What runs is not all that Git says: something waits.",
        SiteMood.Trouble => "What runs is not what Git says.",
        _ => "No run has ended yet.",
    };

    private Condition? Ready => Status.Conditions.FirstOrDefault(c => c.Type == ConditionType.Ready);
}

/// <summary>A stage of a commit's way.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Meaning">Its meaning, in a few words.</param>
/// <param name="Commit">Null: none has come so far.</param>
/// <param name="IsSound">Whether the condition of that stage holds.</param>
public sealed record CommitStep(string Name, string Meaning, CommitView? Commit, bool IsSound);

/// <summary>How the site is.</summary>
public enum SiteMood
{
    Unknown,
    Good,
    Underway,
    Waiting,
    Trouble,
}
