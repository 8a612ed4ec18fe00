namespace Reconciler.Core.Sources;

/// <summary>The status commit did not reach its repository. The message is one sentence and names the mend; it never holds a credential.</summary>
public sealed class StatusNotRecordedException : Exception
{
    public StatusNotRecordedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
