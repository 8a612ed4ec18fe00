using System.Collections.Immutable;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Everything besides the commit that published files depend on, as one digest.</summary>
internal static class HostInputs
{
    /// <summary>The env and file secrets that a fleet names, each once.</summary>
    public static ImmutableArray<HostSecret> SecretsOf(EffectiveFleet fleet) =>
    [
        .. SecretReferences.Of(fleet).Select(s => s.Value)
            .Where(r => r.Origin is SecretOrigin.Env or SecretOrigin.File)
            .Select(r => new HostSecret(r.Kind, r.Subject, r.Origin, r.Name ?? ""))
            .Distinct()
            .OrderBy(s => s.Subject, StringComparer.Ordinal).ThenBy(s => s.Kind).ThenBy(s => s.Name, StringComparer.Ordinal),
    ];

    /// <summary>Changes with the key, the value of any of these secrets, the host's own settings, and this program.</summary>
    public static Digest DigestOf(ReconcileSetup setup, string site, IReadOnlyList<HostSecret> secrets)
    {
        var source = setup.Secrets(site);
        using var builder = new DigestBuilder(setup.MasterKey.DirectoryNameKey.Span);
        builder.Add(typeof(HostInputs).Module.ModuleVersionId.ToString()).Add(setup.SitePath);
        builder.Add(setup.PreviousMasterKey is { } previous ? previous.Recognition.ToString() : null).Add(setup.Policy.ToString());
        foreach (var root in setup.Roots.All)
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
