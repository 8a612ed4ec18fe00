using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>Who can be called.</summary>
public sealed record ExtensionSpec : Spec
{
    public required Located<ExtensionNumber> Number { get; init; }

    /// <summary>Caller ID name; the default of labels and display names. Null: the number stands in.</summary>
    public required Located<string>? Name { get; init; }

    /// <summary>Where calls from this extension's phones start; null: the site's context.</summary>
    public required Located<string>? Context { get; init; }

    /// <summary>The SIP password.</summary>
    public required Located<SecretReference> Secret { get; init; }

    /// <summary>During a rotation, the old password, valid beside the new one (pjsip only); else null.</summary>
    public required Located<SecretReference>? PreviousSecret { get; init; }

    public required DeviceKind Device { get; init; }

    /// <summary>How long the extension rings. Whole seconds; default 60.</summary>
    public required TimeSpan RingTime { get; init; }

    /// <summary>Flags of Dial that take no argument; default <c>rT</c>.</summary>
    public required Located<string> RingOptions { get; init; }

    public required VoicemailSpec? Voicemail { get; init; }

    /// <summary>Its login, where that is not its number; see <see cref="SipLogin"/>.</summary>
    public Located<string>? User { get; init; }

    /// <summary>Calls of one group may be picked up by its members; 0 to 63 each.</summary>
    public ImmutableArray<Located<int>> PickupGroups { get; init; } = [];
}

/// <summary>The kind of device that registers as an extension.</summary>
public enum DeviceKind
{
    /// <summary>A phone of this repository.</summary>
    Phone,

    /// <summary>A softphone or adapter that Reconciler does not provision.</summary>
    Other,
}

/// <summary>A mailbox.</summary>
/// <param name="Pin">The initial PIN; the user's own change wins.</param>
/// <param name="Locked">True: the user cannot change the PIN.</param>
/// <param name="Email">Where messages are sent; null: nowhere.</param>
/// <param name="Location">Where the spec says so.</param>
public sealed record VoicemailSpec(Located<SecretReference> Pin, bool Locked, Located<string>? Email, SpecLocation Location);
