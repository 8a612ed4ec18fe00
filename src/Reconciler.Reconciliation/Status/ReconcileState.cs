using System.Text.Json.Serialization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Sources;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Status;

/// <summary>
/// The agent's memory between runs. Published, activated and recorded are kept apart: files in sync never imply that a reload was done,
/// and each run retries whatever lags. Lists are no immutable arrays: JSON of a value type's collection is compiled anew in every process.
/// </summary>
public sealed record ReconcileState
{
    /// <summary>Of the form that this program writes.</summary>
    public const int CurrentVersion = 1;

    public static ReconcileState Empty { get; } = new();

    /// <summary>The form of the file; 0 in those that were written before it was there.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>False: the file says less than every save writes.</summary>
    [JsonIgnore]
    internal bool IsWhole =>
        Conditions is not null && Conditions.All(c => c is { Reason: not null, Message: not null })
        && History is not null && History.All(run => run is not null)
        && HostSecrets is not null && HostSecrets.All(secret => secret is { Subject: not null, Name: not null })
        && (Rollout is null or { Groups: not null }) && (NextRollout is null or { Groups: not null });

    /// <summary>The site's name at the last publish.</summary>
    public string? Site { get; init; }

    /// <summary>The branch's head at the last successful fetch.</summary>
    public CommitId? Observed { get; init; }

    /// <summary>The commit that a person rolled back to, which is served whatever the branch says; null: the branch is followed.</summary>
    public CommitId? RolledBackTo { get; init; }

    /// <summary>The last commit that a run tried to apply.</summary>
    public CommitId? Attempted { get; init; }

    /// <summary>The commit whose files are served.</summary>
    public CommitId? Published { get; init; }

    /// <summary>The commit that Asterisk was proved to run; without AMI it follows <see cref="Published"/>.</summary>
    public CommitId? Activated { get; init; }

    /// <summary>The commit that the status branch tells of.</summary>
    public CommitId? Recorded { get; init; }

    /// <summary>Content of the Asterisk root as activated.</summary>
    public Digest? ActivatedContent { get; init; }

    /// <summary>The Asterisk that was last read back and has been found to be the same since; null: what it has now is to be read back.</summary>
    public PbxLifetime? ReadFrom { get; init; }

    /// <summary>Everything besides the commit that the published files depend on: key, secrets' values, settings, this program's renderers.</summary>
    public Digest? HostInputs { get; init; }

    /// <summary>False: a run was killed once it had switched the files, and those who tell the phones, and look at them, still go by what was there before.</summary>
    [JsonIgnore]
    public bool IsHandedOver => HostInputs is not null;

    /// <summary>The same by its parts, so that a change of them can be named; null: published before they were kept.</summary>
    public RenderingBasis? Basis { get; init; }

    /// <summary>The change of this host that nobody has approved; null: none.</summary>
    public WaitingHostChange? HostChange { get; init; }

    /// <summary>Secrets that the published fleet takes from the environment and from files.</summary>
    public IReadOnlyList<HostSecret> HostSecrets { get; init; } = [];

    /// <summary>Digest of the status last recorded, without times and counts.</summary>
    public Digest? RecordedStatus { get; init; }

    /// <summary>The commit that is on its way to the phones in waves, after <see cref="Published"/>; null: none.</summary>
    public Rollout? Rollout { get; init; }

    /// <summary>As <see cref="Rollout"/> will be once the run that has begun is done.</summary>
    public Rollout? NextRollout { get; init; }

    public Quarantine? Quarantined { get; init; }

    public Suspension? Suspended { get; init; }

    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>The last 20 runs that changed something or failed, newest first.</summary>
    public IReadOnlyList<RunSummary> History { get; init; } = [];

    /// <summary>Phones in the published fleet.</summary>
    public int Phones { get; init; }
}
