using Reconciler.Core.Fleets;

namespace Reconciler.Import;

/// <summary>A phone of which no file says the model.</summary>
/// <param name="Mac">Its address.</param>
/// <param name="File">The file that speaks of it.</param>
/// <param name="Line">Counts from 1.</param>
/// <param name="Fitting">The models that its file fits, the smallest first; empty: there is none to judge by.</param>
public sealed record UnknownPhone(MacAddress Mac, string File, int Line, IReadOnlyList<PhoneModel> Fitting);
