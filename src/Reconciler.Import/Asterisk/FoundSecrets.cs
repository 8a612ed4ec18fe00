using Reconciler.Core.Digests;
using Reconciler.Core.Secrets;
using Reconciler.Import.Drafts;

namespace Reconciler.Import.Asterisk;

/// <summary>The secrets that the import found, for a comparison; those that are derived stay masked.</summary>
internal sealed class FoundSecrets(SecretFiles files) : ISecretSource
{
    private readonly MaskedSecretSource _masked = new();

    public IReadOnlyList<MissingSecret> Missing => [];

    public SecretValue Resolve(SecretReference reference) =>
        reference.Origin == SecretOrigin.File && files.All.TryGetValue(reference.Name!, out var text) ? SecretValue.Known(reference, text) : _masked.Resolve(reference);

    public Digest Fingerprint(SecretReference reference) => _masked.Fingerprint(reference);
}
