using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Explaining;

/// <summary>Of files that are in no repository.</summary>
/// <param name="reason">A sentence for the user.</param>
public sealed class NoLineHistory(string reason) : ILineHistory
{
    public string? Missing => reason;

    public LineTouch? Find(SpecLocation place) => null;
}
