using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Asterisk;

/// <summary>The passwords that one extension may register with, each in a section of its own: more than one while a secret or the master key is rotated.</summary>
/// <param name="All">The newest first.</param>
internal sealed record PjsipAuths(ImmutableArray<PjsipAuth> All)
{
    /// <summary>The section that answers a phone's challenge of a NOTIFY: by its oldest password, until it has fetched. A list fails there.</summary>
    public string Challenge => All[^1].Section;

    public static PjsipAuths Of(ExtensionSpec extension, ISecretSource secrets)
    {
        var written = new List<PjsipAuth> { Written(SipLogin.Of(extension), extension.Secret) };
        if (extension.PreviousSecret is { } previous)
        {
            written.Add(Written(SipLogin.PreviousOf(extension), previous));
        }

        var former = from auth in written
                     let password = secrets.ResolvePrevious(auth.Secret.Value)
                     where password is not null
                     select new PjsipAuth(SipLogin.FormerOf(auth.Section), auth.Secret, password);
        return new PjsipAuths([.. written, .. former]);

        PjsipAuth Written(string section, Located<SecretReference> secret) => new(section, secret, secrets.Resolve(secret.Value));
    }
}
