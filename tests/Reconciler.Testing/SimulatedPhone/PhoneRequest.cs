namespace Reconciler.Testing.SimulatedPhone;

/// <summary>What a phone can be told from outside.</summary>
public enum PhoneRequest
{
    /// <summary>Fetch the profile.</summary>
    Resync,

    /// <summary>Restart.</summary>
    Reboot,
}
