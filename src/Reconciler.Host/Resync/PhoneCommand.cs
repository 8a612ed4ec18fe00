namespace Reconciler.Host.Resync;

/// <summary>A request that a phone takes.</summary>
public enum PhoneCommand
{
    /// <summary>Fetch the profile now, or when no call is on.</summary>
    Resync,

    /// <summary>Restart, when no call is on.</summary>
    Reboot,
}
