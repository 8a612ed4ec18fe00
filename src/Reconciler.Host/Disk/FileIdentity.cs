using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

/// <summary>Which file it is, whatever its names are.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Inode);
