using System.Runtime.InteropServices;

namespace Reconciler.Host.Storage;

/// <summary>An entry of the state without its bytes.</summary>
/// <param name="Version">Another one after each change.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When its bytes were written.</param>
/// <param name="IsSettled">False: it was changed so lately that one more change could leave the same version.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EntryStatus(EntryVersion Version, long Length, DateTimeOffset Written, bool IsSettled);
