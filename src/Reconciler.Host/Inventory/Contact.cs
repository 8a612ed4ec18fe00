namespace Reconciler.Host.Inventory;

/// <summary>One registration that Asterisk holds right now.</summary>
public sealed record Contact
{
    /// <summary>The extension that registered.</summary>
    public required string Extension { get; init; }

    /// <summary>Where the phone is reached: an address, IPv6 without brackets.</summary>
    public required string Address { get; init; }

    /// <summary>The phone's SIP port.</summary>
    public required int Port { get; init; }

    public required UserAgent Agent { get; init; }

    /// <summary>When the registration ends unless it is renewed; null: Asterisk does not say.</summary>
    public required DateTimeOffset? Expires { get; init; }
}
