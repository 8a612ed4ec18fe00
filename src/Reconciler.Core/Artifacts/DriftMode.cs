namespace Reconciler.Core.Artifacts;

/// <summary>Whether published files, links and objects of Asterisk that somebody changed are put back.</summary>
public enum DriftMode
{
    /// <summary>They are put back, and what was changed by hand is kept aside.</summary>
    Heal,

    /// <summary>They are told of and left as they are.</summary>
    Report,
}
