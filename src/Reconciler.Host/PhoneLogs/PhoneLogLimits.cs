namespace Reconciler.Host.PhoneLogs;

/// <summary>How much is kept: whoever can send a packet writes here.</summary>
public sealed record PhoneLogLimits
{
    /// <summary>Of one phone; half of it is an older file.</summary>
    public int BytesOfPhone { get; init; } = 256 << 10;

    /// <summary>Of all phones; beyond it, those go of which nothing was heard for longest.</summary>
    public long Bytes { get; init; } = 128L << 20;
}
