using Reconciler.Core.Secrets;

namespace Reconciler.Reconciliation.Status;

/// <summary>A secret of the published fleet whose value is the host's: a change of it re-renders without a commit.</summary>
public sealed record HostSecret(SecretKind Kind, string Subject, SecretOrigin Origin, string Name)
{
    public SecretReference ToReference() => new(Kind, Subject, Origin, Name: Name);
}
