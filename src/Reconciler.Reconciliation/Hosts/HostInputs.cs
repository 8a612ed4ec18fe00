using System.Collections.Immutable;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Policies;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Everything besides the commit that published files depend on, as one digest.</summary>
internal sealed class HostInputs(HostKeys keys, PublishedRoots roots, HostPolicy policy, string sitePath)
{
    /// <summary>The env and file secrets that a fleet names, each once.</summary>
    public static ImmutableArray<HostSecret> SecretsOf(EffectiveFleet fleet) => SecretsOf(SecretReferences.Of(fleet).Select(s => s.Value));

    /// <summary>The same of all references that a fleet holds.</summary>
    public static ImmutableArray<HostSecret> SecretsOf(IEnumerable<SecretReference> references) =>
    [
        .. references
            .Where(r => r.Origin is SecretOrigin.Env or SecretOrigin.File)
            .Select(r => new HostSecret(r.Kind, r.Subject, r.Origin, r.Name ?? ""))
            .Distinct()
            .OrderBy(s => s.Subject, StringComparer.Ordinal).ThenBy(s => s.Kind).ThenBy(s => s.Name, StringComparer.Ordinal),
    ];

    /// <summary>Changes with the key, the value of any of these secrets, the host's own settings, and this program.</summary>
    public Digest DigestOf(string site, IReadOnlyList<HostSecret> secrets)
    {
        var source = keys.Secrets(site);
        using var builder = new DigestBuilder(keys.Master.DirectoryNameKey.Span);
        builder.Add(typeof(HostInputs).Module.ModuleVersionId.ToString()).Add(sitePath);
        builder.Add(keys.Previous is { } previous ? previous.Recognition.ToString() : null).Add(policy.ToString());
        foreach (var root in roots.All)
        {
            builder.Add(root.Root.Directory).Add(root.Root.Group);
        }

        foreach (var secret in secrets)
        {
            builder.Add(source.Fingerprint(secret.ToReference()));
        }

        return builder.Build();
    }
}
