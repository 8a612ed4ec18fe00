using System.Collections.Immutable;
using Reconciler.Core.Secrets;

namespace Reconciler.Host.Convergence;

/// <summary>The traits of a profile by which a phone that runs it is recognised. No secret is in it.</summary>
/// <param name="Tag">The revision tag that names it.</param>
/// <param name="Lines">The extensions that it registers, in order.</param>
/// <param name="Admin">The web password of the administrator; null: none.</param>
/// <param name="WebPort">The port of the phone's web server; 0: it does not run.</param>
public sealed record ProfileVersion(string Tag, ImmutableArray<ProfileLine> Lines, AdminPassword? Admin, int WebPort);

/// <summary>A registration of a profile.</summary>
/// <param name="Extension">Its login.</param>
/// <param name="Password">A keyed digest of its password, by which only equality shows.</param>
/// <param name="Number">The extension's number, where that is not what it registers as.</param>
public sealed record ProfileLine(string Extension, string Password, string? Number = null);

/// <summary>Names the web password of a phone, which is made anew whenever it is needed.</summary>
public sealed record AdminPassword(SecretKind Kind, string Subject, SecretOrigin Origin, int Rotation, string? Name)
{
    public static AdminPassword Of(SecretReference reference) => new(reference.Kind, reference.Subject, reference.Origin, reference.Rotation, reference.Name);

    /// <summary>Null for a password that stands in the specs: the text itself is not kept here.</summary>
    public SecretReference? ToReference() => Origin == SecretOrigin.Value ? null : new SecretReference(Kind, Subject, Origin, Rotation, Name);
}
