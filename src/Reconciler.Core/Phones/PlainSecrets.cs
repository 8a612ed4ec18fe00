using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>A password written as plain text under <c>parameters</c> is a secret all the same: it is taken as <c>{ value: … }</c>, so that no output shows it.</summary>
internal static class PlainSecrets
{
    /// <summary>The reference of a parameter's secret; null where it holds none.</summary>
    public static SecretReference? ReferenceOf(ParameterSpec parameter, CatalogueParameter? known, Phone phone)
    {
        if (parameter.Secret is { } secret)
        {
            return secret.Value;
        }

        if (known is not { IsSecret: true } || parameter.Text is not { Value.Length: > 0 } text)
        {
            return null;
        }

        var digest = Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(text.Value)));
        return new SecretReference(SecretKind.Parameter, $"phone/{phone.Mac}/{parameter.Name.Value}", SecretOrigin.Value, LiteralDigest: digest)
        {
            Literal = new SecretLiteral(text.Value),
        };
    }
}
