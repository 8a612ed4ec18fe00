using Reconciler.Core.Digests;
using Reconciler.Core.Secrets;

namespace Reconciler.Host.Secrets;

/// <summary>Remembers each secret that it hands out, and takes them out of text that leaves the house.</summary>
public sealed class SecretMask(ISecretSource secrets) : ISecretSource
{
    private const string Mask = "***";

    // A PIN of three digits stands in half of all numbers; masking those would tell it by what is missing.
    private const int ShortestInText = 4;

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    public IReadOnlyList<MissingSecret> Missing => secrets.Missing;

    public SecretValue Resolve(SecretReference reference) => Remembered(secrets.Resolve(reference))!;

    public SecretValue? ResolvePrevious(SecretReference reference) => Remembered(secrets.ResolvePrevious(reference));

    public Digest Fingerprint(SecretReference reference) => secrets.Fingerprint(reference);

    public Digest? FingerprintPrevious(SecretReference reference) => secrets.FingerprintPrevious(reference);

    /// <summary>Also one that no reference leads to.</summary>
    public void Add(string value)
    {
        if (value.Length >= ShortestInText)
        {
            _values.Add(value);
        }
    }

    /// <summary>The text without any of them, longest first: one may be part of another.</summary>
    public string Apply(string text) => _values.OrderByDescending(v => v.Length).ThenBy(v => v, StringComparer.Ordinal).Aggregate(text, (masked, value) => masked.Replace(value, Mask, StringComparison.Ordinal));

    private SecretValue? Remembered(SecretValue? secret)
    {
        if (secret is { IsKnown: true })
        {
            Add(secret.Open());
        }

        return secret;
    }
}
