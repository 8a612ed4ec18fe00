using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>One YAML document of the repository, parsed and valid by its schema, references not yet followed.</summary>
public abstract record Spec
{
    /// <summary>Where the document starts.</summary>
    public required SpecLocation Location { get; init; }

    /// <summary>A digest of what the document says: comments, layout and the order of keys do not enter it.</summary>
    public required Digest Digest { get; init; }
}
