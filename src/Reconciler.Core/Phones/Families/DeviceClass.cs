using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Families;

/// <summary>Devices that a DHCP server is to give the same options.</summary>
/// <param name="Tag">The class's name in the server's configuration.</param>
/// <param name="VendorClass">The beginning of option 60, in which they name themselves; null: no public document says, so that each device of the fleet is told by its MAC address.</param>
/// <param name="BootstrapPath">The path after the server's address, with the device's own macro, for servers that are not plain TFTP ones.</param>
/// <param name="HasServerAddress">Whether they take option 150, a TFTP server's address.</param>
internal sealed record DeviceClass(string Tag, string? VendorClass, string BootstrapPath, bool HasServerAddress)
{
    /// <summary>The options beside 66 that are given the same text.</summary>
    public ImmutableArray<int> AlsoIn { get; init; } = [];

    /// <summary>Whether a plain TFTP server, too, is named with the whole address of the first file, because sources differ in the name that such devices ask for by themselves.</summary>
    public bool IsSentToFile { get; init; }
}
