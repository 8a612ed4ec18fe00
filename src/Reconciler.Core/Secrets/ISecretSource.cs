namespace Reconciler.Core.Secrets;

/// <summary>Turns references into values: masked in CI, from the master key, environment and secrets directory on the host.</summary>
public interface ISecretSource
{
    /// <summary>
    /// The secret that <paramref name="reference"/> names. A value that the host lacks (a missing variable or file) is a host finding:
    /// it comes back masked and is told by <see cref="Missing"/>, so that all of them are reported at once.
    /// </summary>
    SecretValue Resolve(SecretReference reference);

    /// <summary>A digest of the value that never leaves the host's state (keyed), for deciding what to render anew.</summary>
    Digests.Digest Fingerprint(SecretReference reference);

    /// <summary>
    /// While the master key is rotated, what the same reference gave before, which phones that have not fetched yet still use; null: the master key is
    /// not rotated, or the secret does not come from it.
    /// </summary>
    SecretValue? ResolvePrevious(SecretReference reference) => null;

    /// <summary>The <see cref="Fingerprint"/> that the secret had under the previous master key; null where <see cref="ResolvePrevious"/> is.</summary>
    Digests.Digest? FingerprintPrevious(SecretReference reference) => null;

    /// <summary>Secrets that were asked for and are not there, one sentence each, in the order of first request.</summary>
    IReadOnlyList<MissingSecret> Missing { get; }
}

/// <summary>A secret that the host does not have, and what to do about it.</summary>
public sealed record MissingSecret(SecretReference Reference, string Message, string Hint);
