namespace Reconciler.Host.Pbx;

/// <summary>Asterisk could not be asked, for a reason that no commit can mend. The message is one sentence and names the mend.</summary>
public sealed class PbxUnavailableException : Exception
{
    public PbxUnavailableException(PbxUnavailableReason reason, string message, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    public PbxUnavailableReason Reason { get; }
}

/// <summary>Why Asterisk could not be asked.</summary>
public enum PbxUnavailableReason
{
    /// <summary>No connection, a connection lost, or no answer in time.</summary>
    Unreachable,

    /// <summary>The AMI user or secret is wrong, or the user lacks a right.</summary>
    Refused,

    /// <summary>Asterisk or a module is still starting.</summary>
    Starting,

    /// <summary>This Asterisk lacks a module or an AMI action that is needed.</summary>
    Missing,

    /// <summary>The administrator's own files do not load.</summary>
    AdministratorFiles,
}
