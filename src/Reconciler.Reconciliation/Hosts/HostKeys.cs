using Reconciler.Core.Secrets;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Where this host's secrets come from.</summary>
/// <param name="Master">The key that secrets are derived from.</param>
/// <param name="Previous">The key whose derived secrets stay valid beside those of <paramref name="Master"/>; null: none is rotated.</param>
/// <param name="Secrets">Makes the secrets of a site, anew for each run.</param>
public sealed record HostKeys(MasterKey Master, MasterKey? Previous, Func<string, ISecretSource> Secrets);
