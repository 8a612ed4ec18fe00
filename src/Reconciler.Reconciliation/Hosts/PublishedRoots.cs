using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>The roots of one site on this host. A null root is not configured.</summary>
/// <param name="Served">The root that phones fetch from.</param>
/// <param name="Asterisk">The root that Asterisk includes.</param>
/// <param name="Dhcp">The root that a DHCP server includes.</param>
public sealed record PublishedRoots(GenerationStore Served, GenerationStore? Asterisk, GenerationStore? Dhcp)
{
    public IEnumerable<GenerationStore> All => new[] { Served, Asterisk, Dhcp }.OfType<GenerationStore>();
}
