using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Specs.Loading;

/// <summary>The content of one file: its specs, its findings, and how many documents it has (also those that gave no spec).</summary>
/// <param name="Specs">Of the documents that could be read, at least in part.</param>
/// <param name="Diagnostics">All findings.</param>
/// <param name="Documents">How many documents it has.</param>
/// <param name="Values">How many keys, values and items.</param>
/// <param name="Gap">The part of the file that is not known.</param>
internal sealed record FileSpecs(ImmutableArray<Spec> Specs, ImmutableArray<Diagnostic> Diagnostics, int Documents, int Values, FileGap Gap)
{
    /// <summary>Nothing is wrong with it, and nothing of it is left out.</summary>
    public bool IsFaultless => Diagnostics.IsEmpty && Gap == FileGap.None;
}
