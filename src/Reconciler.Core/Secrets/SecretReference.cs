using System.Globalization;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Secrets;

/// <summary>
/// Names a secret without holding it: what a spec says of it. Safe to print, compare, serialise and hash.
/// </summary>
/// <param name="Kind">Its use.</param>
/// <param name="Subject">Its owner: <c>extension/151</c>, <c>profile/base</c>, <c>phone/002584061156/GPP_SA</c>.</param>
/// <param name="Origin">Where the value comes from.</param>
/// <param name="Rotation">With <see cref="SecretOrigin.Derive"/>, the number that a rotation raises; else 0.</param>
/// <param name="Name">With env and file, the name; else null.</param>
/// <param name="LiteralDigest">With <see cref="SecretOrigin.Value"/>, the SHA-256 of the text, so that a change shows in a hash; else null.</param>
public sealed record SecretReference(SecretKind Kind, string Subject, SecretOrigin Origin, int Rotation = 0, string? Name = null, Digest? LiteralDigest = null)
{
    /// <summary>The text in the spec, for <see cref="SecretOrigin.Value"/> only. Not part of equality's printed form: the type cannot be printed.</summary>
    public SecretLiteral? Literal { get; init; }

    /// <summary><c>«secret:extension/151#derive:2»</c>, <c>«…#env:NAME»</c>, <c>«…#file:name»</c>, <c>«…#value»</c>.</summary>
    public override string ToString()
    {
        var kind = Kind switch
        {
            SecretKind.Secret => "secret",
            SecretKind.Pin => "pin",
            SecretKind.Admin => "admin",
            SecretKind.ProfileKey => "key",
            _ => "parameter",
        };
        var origin = Origin switch
        {
            SecretOrigin.Derive => "derive:" + Rotation.ToString(CultureInfo.InvariantCulture),
            SecretOrigin.Env => "env:" + Name,
            SecretOrigin.File => "file:" + Name,
            _ => "value",
        };
        return $"«{kind}:{Subject}#{origin}»";
    }
}
