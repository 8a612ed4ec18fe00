using System.Collections.Concurrent;
using Reconciler.Core.Digests;
using Reconciler.Core.Secrets;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>
/// The fingerprints of derived secrets, kept between runs: they are the same as long as the master keys are, which are read once. Values are not kept, nor
/// anything of secrets from the environment or from files, which may be others with each run.
/// </summary>
internal sealed class DerivedPrints
{
    // Those of passwords that nobody names any more go with all others, once they are many.
    private const int Most = 1_000_000;

    private readonly ConcurrentDictionary<SecretReference, Digest> _prints = [];
    private string? _site;

    /// <summary>A source of the site's secrets that knows them.</summary>
    public ISecretSource Over(ISecretSource secrets, string site)
    {
        if (_site != site || _prints.Count > Most)
        {
            _prints.Clear();
            _site = site;
        }

        return new Source(this, secrets);
    }

    private sealed class Source(DerivedPrints known, ISecretSource secrets) : ISecretSource
    {
        public IReadOnlyList<MissingSecret> Missing => secrets.Missing;

        public SecretValue Resolve(SecretReference reference) => secrets.Resolve(reference);

        public SecretValue? ResolvePrevious(SecretReference reference) => secrets.ResolvePrevious(reference);

        public Digest Fingerprint(SecretReference reference) => reference.Origin == SecretOrigin.Derive
            ? known._prints.GetOrAdd(reference, secrets.Fingerprint)
            : secrets.Fingerprint(reference);

        public Digest? FingerprintPrevious(SecretReference reference) => secrets.FingerprintPrevious(reference);
    }
}
