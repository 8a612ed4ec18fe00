using Reconciler.Core.Digests;

namespace Reconciler.Core.Secrets;

/// <summary>The source without a key: every secret stays its reference. What <c>validate</c>, <c>plan</c> and CI use.</summary>
public sealed class MaskedSecretSource : ISecretSource
{
    public IReadOnlyList<MissingSecret> Missing => [];

    public SecretValue Resolve(SecretReference reference) => SecretValue.Masked(reference);

    public Digest Fingerprint(SecretReference reference)
    {
        using var builder = new DigestBuilder();
        return builder.Add(reference.ToString()).Add(reference.LiteralDigest ?? default).Build();
    }
}
