namespace Reconciler.Core.Artifacts;

/// <summary>
/// A text that a published format cannot hold reached its writer. Rules refuse such texts in specs, so this is a secret of the host
/// or a defect here. The message names the place and never the text.
/// </summary>
public sealed class UnrepresentableTextException : Exception
{
    public UnrepresentableTextException(string place, string reason)
        : base($"{place} {reason}.") => Place = place;

    /// <summary>The place that the text was for: <c>password of [151]</c>.</summary>
    public string Place { get; }
}
