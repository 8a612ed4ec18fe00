using Reconciler.Core.Sources;

namespace Reconciler.Core.Reading;

/// <summary>Parses the documents of a source tree and checks each against its schema.</summary>
public interface ISpecReader
{
    /// <summary>All documents that could be parsed, and everything that is wrong with the rest.</summary>
    SpecReading Read(ISourceTree tree, CancellationToken cancellationToken);
}
