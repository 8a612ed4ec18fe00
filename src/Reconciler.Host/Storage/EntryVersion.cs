using System.Runtime.InteropServices;

namespace Reconciler.Host.Storage;

/// <summary>One version of an entry of the state: only to be compared with another of the same entry.</summary>
/// <param name="Entry">Another one where the entry was replaced.</param>
/// <param name="Change">Another one where it was changed in its place.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EntryVersion(UInt128 Entry, UInt128 Change);
