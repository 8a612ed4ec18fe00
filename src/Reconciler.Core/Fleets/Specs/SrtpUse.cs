namespace Reconciler.Core.Fleets.Specs;

/// <summary>Whether the audio between phones and Asterisk is encrypted (SRTP, keys by SDES).</summary>
public enum SrtpUse
{
    Off,

    /// <summary>Phones ask for it, and a call without it goes through.</summary>
    Optional,

    /// <summary>A call without it is refused.</summary>
    Required,
}
