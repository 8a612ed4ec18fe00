namespace Reconciler.Core.Phones.Families;

/// <summary>The devices of a family in a DHCP server.</summary>
/// <param name="Tag">The class's name in the server's configuration.</param>
/// <param name="VendorClass">The beginning of option 60, in which they name themselves.</param>
/// <param name="BootstrapPath">The path after the server's address, with the device's own macro, for servers that are not plain TFTP ones.</param>
/// <param name="HasServerAddress">Whether they take option 150, a TFTP server's address.</param>
internal sealed record DeviceClass(string Tag, string VendorClass, string BootstrapPath, bool HasServerAddress);
