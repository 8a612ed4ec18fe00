using System.Runtime.InteropServices;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>A phone's spec and its profiles: which key comes where, references not yet followed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PhoneLayout(PhoneSpec Spec, ProfileChain Chain)
{
    /// <summary>Keys given by the phone and then by its profiles; may be more than the model has.</summary>
    public int KeyCount => Spec.Keys.Length + Chain.Keys.Length;

    /// <summary>Keys that the model has; where it has no line key, the one line that it takes.</summary>
    public int Capacity => Spec.Model.Value.LineKeys == 0 ? Spec.Model.Value.Registrations : Spec.Model.Value.LineKeys;

    /// <summary>Keys that fit: what everything but the rule on overflow looks at.</summary>
    public int UsableKeys => Math.Min(KeyCount, Capacity);

    /// <summary>The key at a place, counted from 0.</summary>
    public KeySpec KeyAt(int place) => place < Spec.Keys.Length ? Spec.Keys[place] : Chain.Keys[place - Spec.Keys.Length].Key;
}
