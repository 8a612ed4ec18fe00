using System.Globalization;
using Reconciler.Core.Digests;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Asterisk;

/// <summary>Secrets whose values a test can foresee: <c>Secret151v1</c>, PIN <c>151001</c>.</summary>
internal sealed class PredictableSecrets : ISecretSource
{
    public IReadOnlyList<MissingSecret> Missing => [];

    public static string ValueOf(SecretReference reference)
    {
        var number = reference.Subject[(reference.Subject.LastIndexOf('/') + 1)..];
        return reference.Kind == SecretKind.Pin
            ? string.Create(CultureInfo.InvariantCulture, $"{number}{reference.Rotation:000}")
            : string.Create(CultureInfo.InvariantCulture, $"Secret{number}v{reference.Rotation}");
    }

    public SecretValue Resolve(SecretReference reference) => SecretValue.Known(reference, ValueOf(reference));

    public Digest Fingerprint(SecretReference reference)
    {
        using var builder = new DigestBuilder();
        return builder.Add(ValueOf(reference)).Build();
    }
}
