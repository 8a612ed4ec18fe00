using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>Which device carries which extensions on which keys.</summary>
public sealed record PhoneSpec : Spec
{
    public required Located<MacAddress> Mac { get; init; }

    public required Located<PhoneModel> Model { get; init; }

    /// <summary>For people; never rendered.</summary>
    public required Located<string>? Description { get; init; }

    /// <summary>An IPv4 address to reserve by DHCP.</summary>
    public required Located<string>? Address { get; init; }

    /// <summary>Profiles after the site's default one; later wins.</summary>
    public required ImmutableArray<Located<string>> Profiles { get; init; }

    /// <summary>The phone's own settings, over all profiles.</summary>
    public required SettingsSpec Settings { get; init; }

    /// <summary>A version of the site's firmware catalogue; null: no upgrade rule.</summary>
    public required Located<string>? Firmware { get; init; }

    /// <summary>From line key 1 on.</summary>
    public required ImmutableArray<KeySpec> Keys { get; init; }

    /// <summary>Keys of the attendant console, unit 1 then unit 2, 32 each; blf, speed dial and disabled only.</summary>
    public required ImmutableArray<KeySpec> Console { get; init; }
}
