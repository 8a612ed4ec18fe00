namespace Reconciler.Reconciliation.Status;

/// <summary>The program's answer to its caller; the numbers are the contract with cron lines and CI files.</summary>
public enum ExitCode
{
    /// <summary>Done, nothing to do, or suspended.</summary>
    Done = 0,

    /// <summary>Differences found; <c>plan --exit-code</c> only.</summary>
    Differences = 1,

    /// <summary>The command line or the agent's file is wrong.</summary>
    Usage = 2,

    /// <summary>The specs are invalid.</summary>
    Invalid = 3,

    /// <summary>The guard refused the change.</summary>
    Refused = 4,

    /// <summary>The repository could not be fetched; the last good state is still served.</summary>
    FetchFailed = 5,

    /// <summary>Files could not be published.</summary>
    PublishFailed = 6,

    /// <summary>Asterisk did not take the change.</summary>
    ActivationFailed = 7,

    /// <summary>Done, but the status could not be recorded.</summary>
    NotRecorded = 8,

    /// <summary>Another run holds the lock.</summary>
    Locked = 9,

    /// <summary>The host lacks something that it needs; <c>doctor</c> only.</summary>
    Unsound = 10,

    /// <summary>A fault of Reconciler's own.</summary>
    Internal = 70,
}
