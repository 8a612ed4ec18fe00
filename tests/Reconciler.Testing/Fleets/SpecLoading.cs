using Reconciler.Core.Reading;
using Reconciler.Core.Sources;

namespace Reconciler.Testing.Fleets;

/// <summary>Reading a tree to its end.</summary>
public static class SpecLoading
{
    public static SpecReading Load(this ISpecReader reader, ISourceTree tree) => reader.Read(tree, CancellationToken.None);
}
