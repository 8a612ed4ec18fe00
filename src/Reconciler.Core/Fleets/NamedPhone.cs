using System.Collections.Immutable;

namespace Reconciler.Core.Fleets;

/// <summary>A phone by everything that a person may call it.</summary>
/// <param name="Mac">Its address.</param>
/// <param name="Numbers">The extensions that it registers.</param>
/// <param name="Names">Its description, and the names of those extensions.</param>
public sealed record NamedPhone(MacAddress Mac, ImmutableArray<string> Numbers, ImmutableArray<string> Names)
{
    /// <summary><c>00:25:84:06:11:56 (151, Fred)</c>.</summary>
    public override string ToString() => $"{Mac.WithColons} ({string.Join(", ", [.. Numbers, .. Names])})";
}
