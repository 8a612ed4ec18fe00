namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>The phone did not get a file: the server refused it, lacks it, or did not answer.</summary>
/// <param name="message">What the server said.</param>
/// <param name="notFound">True when the server answered that there is no such file.</param>
public sealed class FetchFailedException(string message, bool notFound) : Exception(message)
{
    /// <summary>True when the server answered that there is no such file.</summary>
    public bool NotFound { get; } = notFound;
}
