using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Reading;

/// <summary>The documents of a tree and all that is wrong with them.</summary>
/// <param name="Specs">Those that could be parsed; with errors, incomplete.</param>
/// <param name="Diagnostics">Every finding, sorted and without repetitions.</param>
/// <param name="Documents">How many documents there are, list items counted one by one.</param>
/// <param name="ParsedFiles">How many files were parsed anew; the others came from the cache.</param>
public sealed record SpecReading(SpecSet Specs, ImmutableArray<Diagnostic> Diagnostics, int Documents, int ParsedFiles)
{
    /// <summary>True when the commit is to be refused.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
