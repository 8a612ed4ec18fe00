using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

/// <summary>The space and files that are left for a user without privileges.</summary>
/// <param name="FreeBytes">Bytes.</param>
/// <param name="FreeInodes">Files; null: it makes them as they are needed.</param>
/// <param name="IsReadOnly">Nothing can be written.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DiskSpace(ulong FreeBytes, ulong? FreeInodes, bool IsReadOnly);
