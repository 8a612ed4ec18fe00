using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>One key of a phone or console as written.</summary>
public abstract record KeySpec(SpecLocation Location);

/// <summary>A registration of an extension.</summary>
/// <param name="Location">Where the key is written.</param>
/// <param name="Extension">The number that registers.</param>
/// <param name="Label">Short_Name of the key; null: the extension's name.</param>
/// <param name="DisplayName">Display_Name of the registration; null: the extension's name.</param>
/// <param name="Mailbox">The extension whose mailbox the line's message lamp follows; null: its own.</param>
public sealed record LineKeySpec(
    SpecLocation Location, Located<string> Extension, Located<string>? Label, Located<string>? DisplayName, Located<string>? Mailbox = null) : KeySpec(Location);

/// <summary>Busy lamp field and pickup of an extension or external number, and speed dial of it or of <paramref name="Dials"/>.</summary>
public sealed record BlfKeySpec(SpecLocation Location, Located<string> Extension, Located<string>? Label, Located<string>? Dials = null) : KeySpec(Location);

/// <summary>Dials a number.</summary>
public sealed record SpeedDialKeySpec(SpecLocation Location, Located<string> Number, Located<string>? Label) : KeySpec(Location);

/// <summary>Parks the call at an extension or external number; null: at the phone's own extension.</summary>
public sealed record ParkKeySpec(SpecLocation Location, Located<string>? Place, Located<string>? Label) : KeySpec(Location);

/// <summary>Pages the group of that number.</summary>
public sealed record PageKeySpec(SpecLocation Location, Located<string> Number, Located<string>? Label) : KeySpec(Location);

/// <summary>Opens an XML service.</summary>
public sealed record XmlKeySpec(SpecLocation Location, Located<string> Url, Located<string>? Label) : KeySpec(Location);

/// <summary>A line that registers elsewhere.</summary>
public sealed record RegistrarKeySpec(SpecLocation Location, RegistrarSpec Registrar, Located<string>? Label, Located<string>? DisplayName) : KeySpec(Location);

/// <summary>A function in the phones' own language, as it is.</summary>
public sealed record FunctionKeySpec(SpecLocation Location, Located<string> Function, Located<string>? Label) : KeySpec(Location);

/// <summary>A hole.</summary>
public sealed record DisabledKeySpec(SpecLocation Location) : KeySpec(Location);
