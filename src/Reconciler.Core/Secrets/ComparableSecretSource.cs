using Reconciler.Core.Digests;

namespace Reconciler.Core.Secrets;

/// <summary>
/// Masks like <see cref="MaskedSecretSource"/>, but so that files which another value changes are seen to change: two texts that stand in the specs in
/// clear (<c>value:</c>) mask differently, by their digest, and derived secrets by the site's name. What is rendered with it is compared and never shown.
/// </summary>
/// <param name="site">The site's name, from which secrets are derived.</param>
public sealed class ComparableSecretSource(string site) : ISecretSource
{
    private readonly MaskedSecretSource _masked = new();

    public IReadOnlyList<MissingSecret> Missing => [];

    public SecretValue Resolve(SecretReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return SecretValue.Masked(reference.Origin switch
        {
            SecretOrigin.Derive => reference with { Subject = $"{site}/{reference.Subject}" },
            SecretOrigin.Value => reference with { Subject = $"{reference.Subject}/{reference.LiteralDigest}" },
            _ => reference,
        });
    }

    public Digest Fingerprint(SecretReference reference) => _masked.Fingerprint(reference);
}
