using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>The roots of one site on this host. A null root is not configured.</summary>
/// <param name="Served">What phones fetch.</param>
/// <param name="Asterisk">What Asterisk includes.</param>
/// <param name="Dhcp">What a DHCP server includes.</param>
public sealed record PublishedRoots(GenerationStore Served, GenerationStore? Asterisk, GenerationStore? Dhcp)
{
    public IEnumerable<GenerationStore> All => new[] { Served, Asterisk, Dhcp }.OfType<GenerationStore>();
}
