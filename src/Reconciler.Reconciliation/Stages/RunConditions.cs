using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Derives the conditions of a site from those that the last run left and from what the stages of this one found: the one place that does.</summary>
internal sealed class RunConditions
{
    private readonly ConditionSet _conditions;
    private ActivationStanding _activation;
    private PublicationStanding _publication;
    private DateTimeOffset _at;

    private RunConditions(IReadOnlyList<Condition> earlier)
    {
        _conditions = new ConditionSet(earlier);
        (_activation, _publication) = SiteStanding.Of(earlier);
    }

    /// <param name="earlier">Those that the last run left.</param>
    /// <param name="facts">Facts that the stages of this run found, in their order.</param>
    /// <param name="rollout">The rollout as it stands.</param>
    /// <param name="now">When the conditions are wanted.</param>
    public static ImmutableArray<Condition> Derive(IReadOnlyList<Condition> earlier, IEnumerable<TimedFact> facts, Rollout? rollout, DateTimeOffset now)
    {
        var derived = new RunConditions(earlier);
        foreach (var (fact, at) in facts)
        {
            derived._at = at;
            derived.Apply(fact);
        }

        derived._at = now;
        derived.ApplyRollout(rollout);
        return derived._conditions.Complete(isLost: derived._activation == ActivationStanding.Lost, now);
    }

    private void Apply(RunFact fact)
    {
        switch (fact)
        {
            case RunFact.Fetched fetched:
                True(ConditionType.Fetched, fetched.Result.HistoryRewritten ? ConditionReasons.HistoryRewritten : ConditionReasons.Fetched, ConditionTexts.NameOf(fetched.Result));
                if (!fetched.AsksSignatures)
                {
                    Unknown(ConditionType.Verified, ConditionReasons.NotRequired, "");
                }

                break;
            case RunFact.FetchFailed failed:
                False(ConditionType.Fetched, failed.Failure.ToString(), failed.Message);
                break;
            case RunFact.Verified verified:
                True(ConditionType.Verified, ConditionReasons.Verified, verified.Message);
                break;
            case RunFact.NotVerified refused:
                False(ConditionType.Verified, refused.IsRewound ? ConditionReasons.Rewound : ConditionReasons.NotSigned, refused.Message);
                break;
            case RunFact.Valid:
                True(ConditionType.Valid, ConditionReasons.Valid);
                break;
            case RunFact.Refused refused:
                False(ConditionType.Valid, ConditionTexts.ReasonOf(refused.Cause), refused.Message);
                break;
            case RunFact.Allowed allowed:
                True(ConditionType.Allowed, allowed.By is null ? ConditionReasons.Allowed : ConditionReasons.Approved, allowed.By ?? "");
                break;
            case RunFact.GuardRefused refused:
                False(ConditionType.Allowed, ConditionReasons.Refused, refused.Message);
                break;
            case RunFact.HostChangeWaits waits:
                False(ConditionType.Allowed, ConditionReasons.HostChanged, waits.Message);
                break;
            default:
                ApplyActivation(fact);
                break;
        }
    }

    private void ApplyActivation(RunFact fact)
    {
        switch (fact)
        {
            case RunFact.Activated { Proof: ActivationProof.FilesOnly }:
                SetActivation(ActivationStanding.FilesOnly, ConditionStatus.Unknown, ConditionReasons.FilesOnly, "No AMI is configured: the files are there, and nothing was reloaded.");
                break;
            case RunFact.Activated activated:
                ApplyProof(activated.Proof);
                break;
            case RunFact.ActivationRefused refused:
                SetActivation(ActivationStanding.Failed, ConditionStatus.False, ConditionReasons.Refused, refused.Message);
                break;
            case RunFact.ActivationQuarantined quarantined:
                SetActivation(ActivationStanding.Failed, ConditionStatus.False, ConditionReasons.Quarantined, quarantined.Message);
                break;
            case RunFact.ActivationBrokeOff broken:
                SetActivation(ActivationStanding.Failed, ConditionStatus.False, ConditionTexts.ReasonOf(broken.Reason), broken.Message);
                break;
            case RunFact.AsteriskAway away when _activation != ActivationStanding.Failed:
                SetActivation(ActivationStanding.Lost, ConditionStatus.Unknown, ConditionTexts.ReasonOf(away.Reason), away.Message);
                break;
            case RunFact.AsteriskNotComparable:
                SetActivation(
                    ActivationStanding.Lost, ConditionStatus.Unknown, ConditionReasons.NotReadBack,
                    "Asterisk was restarted or reloaded, and what it should have cannot be read any more; push a commit that can be published.");
                break;
            case RunFact.AsteriskReadBack { Objects.IsEmpty: false } found:
                ApplyObjects(found.Objects);
                break;
            // A newer set that Asterisk refused stays refused, whatever becomes of the one that is live.
            case RunFact.AsteriskReadBack when _activation != ActivationStanding.Failed:
                ApplyProof(ActivationProof.ReadBack);
                break;
            default:
                ApplyPublication(fact);
                break;
        }
    }

    private void ApplyPublication(RunFact fact)
    {
        switch (fact)
        {
            case RunFact.AtRest rest:
                ApplyRest(rest.Proof);
                break;
            case RunFact.Compared compared:
                ApplyObjects(compared.Findings.RemoveAll(finding => finding.Kind != DriftKind.Object));
                ApplyFiles(compared.Findings.RemoveAll(finding => finding.Kind == DriftKind.Object));
                break;
            case RunFact.Published:
                SetPublication(PublicationStanding.Live, ConditionStatus.True, ConditionReasons.Published, "");
                break;
            case RunFact.PublishFailed failed:
                SetPublication(PublicationStanding.Failed, ConditionStatus.False, ConditionReasons.PublishFailed, failed.Message);
                break;
            case RunFact.PhonesSeen seen:
                _conditions.Set(seen.Converged);
                break;
            case RunFact.Recorded:
                True(ConditionType.Recorded, ConditionReasons.Recorded);
                break;
            case RunFact.NothingToRecord:
                Unknown(ConditionType.Recorded, ConditionReasons.NothingFetched, "Nothing is recorded before the first commit is fetched.");
                break;
            case RunFact.NotRecorded failed:
                False(ConditionType.Recorded, ConditionReasons.NotRecorded, failed.Message);
                break;
        }
    }

    private void ApplyRest(ActivationProof proof)
    {
        if (!_conditions.IsTrue(ConditionType.Valid))
        {
            True(ConditionType.Valid, ConditionReasons.Valid);
        }

        if (!_conditions.IsTrue(ConditionType.Allowed))
        {
            True(ConditionType.Allowed, ConditionReasons.Allowed);
        }

        if (_publication is PublicationStanding.NotTried or PublicationStanding.Failed)
        {
            SetPublication(PublicationStanding.Live, ConditionStatus.True, ConditionReasons.Published, "");
        }

        // Drift is seen to by its check alone.
        if (proof != ActivationProof.FilesOnly && _activation is not (ActivationStanding.ReadBack or ActivationStanding.Drifted))
        {
            ApplyProof(proof);
        }
    }

    /// <summary>Whether Asterisk still has what was read back from it is only known while it answers as the same one.</summary>
    private void ApplyProof(ActivationProof proof)
    {
        if (proof == ActivationProof.ReadBack)
        {
            SetActivation(ActivationStanding.ReadBack, ConditionStatus.True, ConditionReasons.ReadBack, "");
        }
        else if (_conditions[ConditionType.Activated] is not { Status: ConditionStatus.Unknown })
        {
            SetActivation(ActivationStanding.Lost, ConditionStatus.Unknown, ConditionReasons.NotReadBack, "Asterisk has not been read back since it was last away.");
        }
    }

    private void ApplyObjects(ImmutableArray<DriftFinding> objects)
    {
        if (!objects.IsEmpty)
        {
            SetActivation(ActivationStanding.Drifted, ConditionStatus.False, ConditionReasons.Drift, DriftReport.First(objects));
        }
        else if (_activation == ActivationStanding.Drifted)
        {
            SetActivation(ActivationStanding.ReadBack, ConditionStatus.True, ConditionReasons.ReadBack, "");
        }
    }

    private void ApplyFiles(ImmutableArray<DriftFinding> files)
    {
        if (!files.IsEmpty)
        {
            // What a person has to do something about comes first.
            ImmutableArray<DriftFinding> sorted = [.. files.OrderByDescending(finding => finding.Kind == DriftKind.Foreign)];
            var reason = sorted[0].Kind == DriftKind.Foreign ? ConditionReasons.ForeignName : ConditionReasons.Drift;
            SetPublication(PublicationStanding.Drifted, ConditionStatus.False, reason, DriftReport.First(sorted));
        }
        else if (_publication == PublicationStanding.Drifted)
        {
            SetPublication(PublicationStanding.Live, ConditionStatus.True, ConditionReasons.Published, "");
        }
    }

    /// <summary>
    /// A commit that stopped on its way to the phones is not published, and nothing but a person or a new commit takes it further; one that goes on by itself
    /// is on its way. That files could not be written, or were changed by hand, is the worse news and stays.
    /// </summary>
    private void ApplyRollout(Rollout? rollout)
    {
        if (_publication is PublicationStanding.Failed or PublicationStanding.Drifted || (rollout is null && _publication == PublicationStanding.NotTried))
        {
            return;
        }

        if (rollout is null)
        {
            True(ConditionType.Published, ConditionReasons.Published);
        }
        else if (ConditionTexts.ReasonOf(rollout.State) is { } stopped)
        {
            // Since it stopped, whatever the run did in between.
            _conditions.Set(new Condition(ConditionType.Published, ConditionStatus.False, stopped, rollout.Message, rollout.Since));
        }
        else
        {
            True(ConditionType.Published, ConditionReasons.Wave, ConditionTexts.ProgressOf(rollout));
        }
    }

    private void SetActivation(ActivationStanding standing, ConditionStatus status, string reason, string message)
    {
        _activation = standing;
        _conditions.Set(ConditionType.Activated, status, reason, message, _at);
    }

    private void SetPublication(PublicationStanding standing, ConditionStatus status, string reason, string message)
    {
        _publication = standing;
        _conditions.Set(ConditionType.Published, status, reason, message, _at);
    }

    private void True(ConditionType type, string reason, string message = "") => _conditions.Set(type, ConditionStatus.True, reason, message, _at);

    private void False(ConditionType type, string reason, string message) => _conditions.Set(type, ConditionStatus.False, reason, message, _at);

    private void Unknown(ConditionType type, string reason, string message) => _conditions.Set(type, ConditionStatus.Unknown, reason, message, _at);
}
