namespace Reconciler.Core.Phones.Families;

/// <summary>A request that a device takes by NOTIFY.</summary>
public enum PhoneCommand
{
    /// <summary>Fetch the profile now, or when no call is on.</summary>
    Resync,

    /// <summary>Restart, when no call is on.</summary>
    Reboot,
}
