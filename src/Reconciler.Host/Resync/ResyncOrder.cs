using Reconciler.Host.Convergence;

namespace Reconciler.Host.Resync;

/// <summary>How one registered phone is to be told.</summary>
public sealed record ResyncOrder
{
    public required PhoneVerdict Verdict { get; init; }

    /// <summary>The extension that Asterisk sends the NOTIFY to; null: the phone's web server is asked.</summary>
    public required string? Extension { get; init; }

    public FollowedPhone Phone => Verdict.Phone;

    /// <summary>Where the phone is.</summary>
    public string Address => Verdict.DecisiveContact!.Address;
}
