using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Drift;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Something that a stage found out or did, and that conditions follow from; see <see cref="RunConditions"/>.</summary>
internal abstract record RunFact
{
    private RunFact()
    {
    }

    /// <param name="Result">The head that was found.</param>
    /// <param name="AsksSignatures">Commits must be signed.</param>
    public sealed record Fetched(FetchResult Result, bool AsksSignatures) : RunFact;

    public sealed record FetchFailed(GitFailure Failure, string Message) : RunFact;

    public sealed record Verified(string Message) : RunFact;

    /// <param name="IsRewound">The branch was set back; else a signature is missing or does not count.</param>
    /// <param name="Message">Which commit, why, and what to do.</param>
    public sealed record NotVerified(bool IsRewound, string Message) : RunFact;

    public sealed record Valid : RunFact;

    public sealed record Refused(RefusalCause Cause, string Message) : RunFact;

    /// <param name="By">Who overruled the guard; null: it had nothing against the change.</param>
    public sealed record Allowed(string? By) : RunFact;

    public sealed record GuardRefused(string Message) : RunFact;

    public sealed record HostChangeWaits(string Message) : RunFact;

    /// <summary>Asterisk has the set.</summary>
    /// <param name="Proof">How that is known.</param>
    public sealed record Activated(ActivationProof Proof) : RunFact;

    public sealed record ActivationRefused(string Message) : RunFact;

    public sealed record ActivationQuarantined(string Message) : RunFact;

    /// <summary>Asterisk went away while it was to take the set.</summary>
    public sealed record ActivationBrokeOff(PbxUnavailableReason Reason, string Message) : RunFact;

    /// <summary>Asterisk does not answer.</summary>
    public sealed record AsteriskAway(PbxUnavailableReason Reason, string Message) : RunFact;

    /// <summary>Asterisk is another one than was read back, and what it should have cannot be read any more.</summary>
    public sealed record AsteriskNotComparable : RunFact;

    /// <summary>Asterisk was read back.</summary>
    /// <param name="Objects">Objects that differ in its memory.</param>
    public sealed record AsteriskReadBack(ImmutableArray<DriftFinding> Objects) : RunFact;

    /// <summary>The set is live.</summary>
    public sealed record Published : RunFact;

    public sealed record PublishFailed(string Message) : RunFact;

    /// <summary>All is as the wanted commit says: what an earlier run failed at is no longer so where its commit was taken back or its fault went away by itself.</summary>
    /// <param name="Proof">How it is known of Asterisk.</param>
    public sealed record AtRest(ActivationProof Proof) : RunFact;

    /// <summary>The published set was compared with the roots and Asterisk's memory.</summary>
    /// <param name="Findings">Differences that stay.</param>
    public sealed record Compared(ImmutableArray<DriftFinding> Findings) : RunFact;

    public sealed record Recorded : RunFact;

    public sealed record NothingToRecord : RunFact;

    public sealed record NotRecorded(string Message) : RunFact;

    /// <summary>How the phones were at the last look.</summary>
    public sealed record PhonesSeen(Condition Converged) : RunFact;
}

/// <summary>Why a commit is refused.</summary>
internal enum RefusalCause
{
    /// <summary>Its specs have errors.</summary>
    Specs,

    /// <summary>It would have to wait for phones that it cannot wait for.</summary>
    Waves,

    /// <summary>The host lacks what it needs.</summary>
    Host,
}

/// <summary>How it is known what Asterisk has.</summary>
internal enum ActivationProof
{
    /// <summary>Nobody asks it.</summary>
    FilesOnly,

    /// <summary>It went away after it was read back, so that the next run reads it again.</summary>
    Lost,

    /// <summary>It was read back, and is the same one since.</summary>
    ReadBack,
}
