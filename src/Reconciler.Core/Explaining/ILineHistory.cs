using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Explaining;

/// <summary>Who last touched a line of a site's files.</summary>
public interface ILineHistory
{
    /// <summary>Why nothing is known of any line, as a sentence; null: lines are known.</summary>
    string? Missing { get; }

    /// <summary>The last change of the line that a place is on; null: not known.</summary>
    LineTouch? Find(SpecLocation place);
}
