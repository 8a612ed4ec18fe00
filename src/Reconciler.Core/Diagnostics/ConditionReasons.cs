using System.Collections.Frozen;

namespace Reconciler.Core.Diagnostics;

/// <summary>Every reason that a condition can have: one CamelCase word for machines, which never changes. No logic reads one back.</summary>
public static partial class ConditionReasons
{
    /// <summary>No run has come so far yet.</summary>
    public const string NotTried = nameof(NotTried);

    /// <summary>The branch, or the tag, was read.</summary>
    public const string Fetched = nameof(Fetched);

    /// <summary>It was read, and what was there before is no ancestor of it.</summary>
    public const string HistoryRewritten = nameof(HistoryRewritten);

    /// <summary>No signature is asked for.</summary>
    public const string NotRequired = nameof(NotRequired);

    /// <summary>The commits are signed as required.</summary>
    public const string Verified = nameof(Verified);

    /// <summary>A commit is not signed, or not by a key that the host knows.</summary>
    public const string NotSigned = nameof(NotSigned);

    /// <summary>The branch was set back behind what is served.</summary>
    public const string Rewound = nameof(Rewound);

    /// <summary>The commit's specs say something that can be rendered.</summary>
    public const string Valid = nameof(Valid);

    /// <summary>The specs have errors.</summary>
    public const string Invalid = nameof(Invalid);

    /// <summary>The change would have to wait for phones that it cannot wait for.</summary>
    public const string CannotHold = nameof(CannotHold);

    /// <summary>The host lacks a secret or an image that the commit names, or does not grant what it asks for.</summary>
    public const string HostLacks = nameof(HostLacks);

    /// <summary>The guard has nothing against the change.</summary>
    public const string Allowed = nameof(Allowed);

    /// <summary>The guard's objections were overruled.</summary>
    public const string Approved = nameof(Approved);

    /// <summary>Of Allowed: the guard objects. Of Activated: Asterisk did not take the files, or not the agent's login.</summary>
    public const string Refused = nameof(Refused);

    /// <summary>This host renders otherwise than it did, and nobody has approved that.</summary>
    public const string HostChanged = nameof(HostChanged);

    /// <summary>Asterisk was read back, and has what was intended.</summary>
    public const string ReadBack = nameof(ReadBack);

    /// <summary>Asterisk has not been read back since it was last away, or cannot be compared.</summary>
    public const string NotReadBack = nameof(NotReadBack);

    /// <summary>No AMI is configured: the files are there, and nobody asks Asterisk.</summary>
    public const string FilesOnly = nameof(FilesOnly);

    /// <summary>Asterisk refused the same content before.</summary>
    public const string Quarantined = nameof(Quarantined);

    /// <summary>The published state was changed by hand.</summary>
    public const string Drift = nameof(Drift);

    /// <summary>Somebody else's file has the name of a published one.</summary>
    public const string ForeignName = nameof(ForeignName);

    /// <summary>Of Activated and Converged: Asterisk does not answer, or phones are not registered. Of Fetched: the Git server cannot be reached.</summary>
    public const string Unreachable = nameof(Unreachable);

    /// <summary>Asterisk or a module is still starting.</summary>
    public const string Starting = nameof(Starting);

    /// <summary>Asterisk lacks a module or an AMI action.</summary>
    public const string Missing = nameof(Missing);

    /// <summary>The administrator's own files do not load.</summary>
    public const string AdministratorFiles = nameof(AdministratorFiles);

    /// <summary>The files are live.</summary>
    public const string Published = nameof(Published);

    /// <summary>They are live for the waves that have had their turn.</summary>
    public const string Wave = nameof(Wave);

    /// <summary>The files could not be written or made live.</summary>
    public const string PublishFailed = nameof(PublishFailed);

    /// <summary>A wave was not proved in time, and a person decides.</summary>
    public const string RolloutHeld = nameof(RolloutHeld);

    /// <summary>A wave was not proved in time, and its phones have what they had.</summary>
    public const string RolloutRolledBack = nameof(RolloutRolledBack);

    /// <summary>A person ended the rollout.</summary>
    public const string RolloutAborted = nameof(RolloutAborted);

    /// <summary>State, log and status branch say what the run came to.</summary>
    public const string Recorded = nameof(Recorded);

    /// <summary>The log or the status branch could not be written.</summary>
    public const string NotRecorded = nameof(NotRecorded);

    /// <summary>There is no commit yet beside which a status branch could stand.</summary>
    public const string NothingFetched = nameof(NothingFetched);

    /// <summary>Every phone was seen with its profile.</summary>
    public const string Converged = nameof(Converged);

    /// <summary>Phones are not yet seen with the published profile.</summary>
    public const string Pending = nameof(Pending);

    /// <summary>Phones have another profile past their deadline.</summary>
    public const string Stale = nameof(Stale);

    /// <summary>All of the server's side is as the repository says.</summary>
    public const string Reconciled = nameof(Reconciled);

    /// <summary>A run ended without an outcome.</summary>
    public const string Faulted = nameof(Faulted);

    /// <summary>A run has gone on for too long.</summary>
    public const string Stalled = nameof(Stalled);

    private static readonly string[] AsteriskAway = [Unreachable, Refused, Starting, Missing, AdministratorFiles];

    /// <summary>The reasons of each condition. Those of Ready that are not its own are the reasons of what it is not ready for.</summary>
    public static FrozenDictionary<ConditionType, FrozenSet<string>> ByType => Tables.ByType;

    // A type of its own: which of the parts of a partial class is made first is nobody's to say.
    private static class Tables
    {
        public static readonly FrozenDictionary<ConditionType, FrozenSet<string>> ByType = Table();
    }

    private static FrozenDictionary<ConditionType, FrozenSet<string>> Table()
    {
        var own = new Dictionary<ConditionType, string[]>
        {
            [ConditionType.Fetched] = [Fetched, HistoryRewritten, .. FetchFailures],
            [ConditionType.Verified] = [NotRequired, Verified, NotSigned, Rewound],
            [ConditionType.Valid] = [Valid, Invalid, CannotHold, HostLacks],
            [ConditionType.Allowed] = [Allowed, Approved, Refused, HostChanged],
            [ConditionType.Activated] = [ReadBack, NotReadBack, FilesOnly, Quarantined, Drift, .. AsteriskAway],
            [ConditionType.Published] = [Published, Wave, PublishFailed, Drift, ForeignName, RolloutHeld, RolloutRolledBack, RolloutAborted],
            [ConditionType.Recorded] = [Recorded, NotRecorded, NothingFetched],
            [ConditionType.Converged] = [Converged, Pending, Stale, .. AsteriskAway],
        };
        own[ConditionType.Ready] = [Reconciled, Faulted, Stalled, .. own.Where(o => o.Key != ConditionType.Converged).SelectMany(o => o.Value)];
        return own.ToFrozenDictionary(o => o.Key, o => o.Value.Append(NotTried).ToFrozenSet(StringComparer.Ordinal));
    }
}
