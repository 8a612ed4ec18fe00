using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>What one key of a phone or console does.</summary>
public abstract record KeySpec(SpecLocation Location);

/// <summary>A registration of an extension.</summary>
/// <param name="Location">Where the key is written.</param>
/// <param name="Extension">The number that registers.</param>
/// <param name="Label">Short_Name of the key; null: the extension's name.</param>
/// <param name="DisplayName">Display_Name of the registration; null: the extension's name.</param>
public sealed record LineKeySpec(SpecLocation Location, Located<string> Extension, Located<string>? Label, Located<string>? DisplayName) : KeySpec(Location);

/// <summary>Busy lamp field, speed dial and pickup of an extension.</summary>
public sealed record BlfKeySpec(SpecLocation Location, Located<string> Extension, Located<string>? Label) : KeySpec(Location);

/// <summary>Dials a number.</summary>
public sealed record SpeedDialKeySpec(SpecLocation Location, Located<string> Number, Located<string>? Label) : KeySpec(Location);

/// <summary>A hole.</summary>
public sealed record DisabledKeySpec(SpecLocation Location) : KeySpec(Location);
