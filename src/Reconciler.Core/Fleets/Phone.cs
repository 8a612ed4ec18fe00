using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>A phone with its references followed and its profiles merged: all that its profile is rendered from, but for the site.</summary>
public sealed record Phone
{
    public required MacAddress Mac { get; init; }

    public required PhoneModel Model { get; init; }

    public required PhoneSpec Spec { get; init; }

    /// <summary>The profiles applied, first to last, extended ones before those that extend them.</summary>
    public required ImmutableArray<ProfileSpec> Profiles { get; init; }

    /// <summary>Profiles and the phone's own settings merged; each value keeps the place that set it. Parameters are unique by name, sorted (ordinal).</summary>
    public required SettingsSpec Settings { get; init; }

    /// <summary>The registrations with this Asterisk by first appearance; they are numbered together with <see cref="Registrars"/>.</summary>
    public required ImmutableArray<Registration> Registrations { get; init; }

    /// <summary>The registrations elsewhere, by number.</summary>
    public ImmutableArray<RegistrarLine> Registrars { get; init; } = [];

    /// <summary>By line key: key n is element n-1, at most the model's count. On a model without line keys: empty, the registration has no key.</summary>
    public required ImmutableArray<PhoneKey> Keys { get; init; }

    /// <summary>By console key, unit 1 (0 to 31) then unit 2 (32 to 63).</summary>
    public required ImmutableArray<PhoneKey> Console { get; init; }

    /// <summary>The image and version to run; null: whatever the phone has.</summary>
    public required FirmwareImageSpec? Firmware { get; init; }

    /// <summary>Versions that a phone with something older has to run before <see cref="Firmware"/>, oldest first.</summary>
    public ImmutableArray<FirmwareImageSpec> SteppingStones { get; init; } = [];

    /// <summary>Every image that the phone may be led over, in that order; empty: whatever it has stays.</summary>
    public IEnumerable<FirmwareImageSpec> FirmwareSteps => Firmware is { } wanted ? [.. SteppingStones, wanted] : [];

    /// <summary>As people call it: its description, and the names of the extensions that it registers.</summary>
    public ImmutableArray<string> Names =>
        [.. new[] { Spec.Description?.Value }.Concat(Registrations.Select(r => r.Extension.Name?.Value)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The bucket of its published profile.</summary>
    public byte Bucket => Mac.LastOctet;

    /// <summary>A digest of every document that the phone's profile is rendered from, the site's included; secrets' values are not in it.</summary>
    public required Digest InputDigest { get; init; }
}

/// <summary>A registration of an extension on a phone.</summary>
/// <param name="Index">1-based.</param>
/// <param name="Extension">Who registers.</param>
/// <param name="DisplayName">Display_Name, and the place that set it.</param>
/// <param name="Key">Where the first key that shows it names the extension.</param>
/// <param name="Mailbox">The extension whose mailbox its message lamp follows, and the place that says so; null: its own.</param>
public sealed record Registration(int Index, ExtensionSpec Extension, Located<string> DisplayName, SpecLocation Key, Located<string>? Mailbox = null);

/// <summary>A registration with another registrar than the site's Asterisk.</summary>
/// <param name="Index">1-based.</param>
/// <param name="Registrar">Where, and as whom.</param>
/// <param name="DisplayName">Display_Name, and the place that set it.</param>
/// <param name="Key">Where the key is written.</param>
public sealed record RegistrarLine(int Index, RegistrarSpec Registrar, Located<string> DisplayName, SpecLocation Key);

/// <summary>A key of a resolved phone; the label is never null.</summary>
public abstract record PhoneKey(SpecLocation Location);

/// <summary>Shows registration <see cref="RegistrationIndex"/>.</summary>
public sealed record LineKey(SpecLocation Location, int RegistrationIndex, Located<string> Label) : PhoneKey(Location);

/// <summary>Shows the registration elsewhere of that number.</summary>
public sealed record RegistrarKey(SpecLocation Location, int RegistrationIndex, Located<string> Label) : PhoneKey(Location);

/// <summary>Busy lamp field of <see cref="Number"/>; dials it, or <see cref="Dials"/> where that is given.</summary>
public sealed record BlfKey(SpecLocation Location, string Number, Located<string> Label, string? Dials = null) : PhoneKey(Location);

/// <summary>Dials <see cref="Number"/>.</summary>
public sealed record SpeedDialKey(SpecLocation Location, string Number, Located<string> Label) : PhoneKey(Location);

/// <summary>Parks at <see cref="Place"/>; null: at the phone's own extension.</summary>
public sealed record ParkKey(SpecLocation Location, string? Place, Located<string> Label) : PhoneKey(Location);

/// <summary>Pages the group of <see cref="Number"/>.</summary>
public sealed record PageKey(SpecLocation Location, string Number, Located<string> Label) : PhoneKey(Location);

/// <summary>Opens the XML service at <see cref="Url"/>.</summary>
public sealed record XmlKey(SpecLocation Location, string Url, Located<string> Label) : PhoneKey(Location);

/// <summary>A function in the phones' own language.</summary>
public sealed record FunctionKey(SpecLocation Location, string Function, Located<string> Label) : PhoneKey(Location);

/// <summary>A hole.</summary>
public sealed record DisabledKey(SpecLocation Location) : PhoneKey(Location);
