namespace Reconciler.Reconciliation.Status;

/// <summary>A wish of a person's on the host: one small file each in the state directory, so that commands and the agent need no other channel.</summary>
public enum Control
{
    /// <summary>Apply nothing; the content is the reason.</summary>
    Suspend,

    /// <summary>Try quarantined content again.</summary>
    Retry,

    /// <summary>Let these plans pass the guard; the content is one plan hash a line.</summary>
    Approve,

    /// <summary>Serve this commit in place of the branch's head; the content is its full id.</summary>
    Rollback,

    /// <summary>The fate of the rollout; the content is <c>resume</c> or <c>abort</c>.</summary>
    Rollout,
}
