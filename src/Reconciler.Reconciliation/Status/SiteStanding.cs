using Reconciler.Core.Diagnostics;

namespace Reconciler.Reconciliation.Status;

/// <summary>
/// An earlier run's knowledge, as far as a later one goes by it. The state's file has it as the reasons of two conditions, in the form that it had from its
/// first version on; this is the one place that makes it of them.
/// </summary>
internal sealed record SiteStanding(ActivationStanding Activation, PublicationStanding Publication)
{
    public static SiteStanding Of(IEnumerable<Condition> conditions)
    {
        var (activation, publication) = (ActivationStanding.NotTried, PublicationStanding.NotTried);
        foreach (var condition in conditions)
        {
            if (condition.Type == ConditionType.Activated)
            {
                activation = ActivationOf(condition);
            }
            else if (condition.Type == ConditionType.Published)
            {
                publication = PublicationOf(condition);
            }
        }

        return new SiteStanding(activation, publication);
    }

    private static ActivationStanding ActivationOf(Condition condition) => condition switch
    {
        { Status: ConditionStatus.True } => ActivationStanding.ReadBack,
        { Status: ConditionStatus.False, Reason: ConditionReasons.Drift or ConditionReasons.ForeignName } => ActivationStanding.Drifted,
        { Status: ConditionStatus.False } => ActivationStanding.Failed,
        { Reason: ConditionReasons.FilesOnly } => ActivationStanding.FilesOnly,
        { Message.Length: > 0 } => ActivationStanding.Lost,
        _ => ActivationStanding.NotTried,
    };

    private static PublicationStanding PublicationOf(Condition condition) => condition switch
    {
        { Status: ConditionStatus.Unknown } => PublicationStanding.NotTried,
        { Status: ConditionStatus.False, Reason: ConditionReasons.Drift or ConditionReasons.ForeignName } => PublicationStanding.Drifted,
        { Status: ConditionStatus.False, Reason: ConditionReasons.PublishFailed } => PublicationStanding.Failed,
        _ => PublicationStanding.Live,
    };
}

/// <summary>How sure it is that Asterisk has the desired set.</summary>
internal enum ActivationStanding
{
    NotTried,

    /// <summary>Files alone: nobody asks Asterisk.</summary>
    FilesOnly,

    /// <summary>Asterisk was asked and did not answer, or could not be compared, so that nobody knows.</summary>
    Lost,

    ReadBack,

    /// <summary>It was found to have something else; only a check can say that it no longer has.</summary>
    Drifted,

    /// <summary>A newer set was not taken, whatever becomes of the one that is live.</summary>
    Failed,
}

/// <summary>How sure it is that the desired files are served.</summary>
internal enum PublicationStanding
{
    NotTried,

    /// <summary>It is live, as far as its rollout lets it.</summary>
    Live,

    /// <summary>It was changed by hand; only a check can say that it no longer is.</summary>
    Drifted,

    Failed,
}
