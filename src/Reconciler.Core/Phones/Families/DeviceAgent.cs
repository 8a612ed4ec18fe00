using System.Runtime.InteropServices;

namespace Reconciler.Core.Phones.Families;

/// <summary>How a device calls itself.</summary>
/// <param name="Model">Its model's name in specs where that is known, else its own word.</param>
/// <param name="Firmware">The version that runs; null: it does not say.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeviceAgent(string Model, string? Firmware);
