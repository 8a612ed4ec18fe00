namespace Reconciler.Host.Storage;

/// <summary>How well a change survives a crash of the host, and not only of a process, just after it. A reader never sees half of it, however it is kept.</summary>
public enum Durability
{
    /// <summary>It stays.</summary>
    Now,

    /// <summary>The entry may be as it was before.</summary>
    Soon,

    /// <summary>The entry may be as it was before, or cut off: for what is worth nothing after a crash.</summary>
    Never,
}
