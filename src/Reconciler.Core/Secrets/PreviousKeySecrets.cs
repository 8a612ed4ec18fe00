using Reconciler.Core.Digests;

namespace Reconciler.Core.Secrets;

/// <summary>The secrets as they were before the master key was rotated: what a phone has that waits for its wave. What does not come from the key is as it is now.</summary>
internal sealed class PreviousKeySecrets(ISecretSource today) : ISecretSource
{
    public IReadOnlyList<MissingSecret> Missing => today.Missing;

    public SecretValue Resolve(SecretReference reference) => today.ResolvePrevious(reference) ?? today.Resolve(reference);

    public Digest Fingerprint(SecretReference reference) => today.FingerprintPrevious(reference) ?? today.Fingerprint(reference);
}
