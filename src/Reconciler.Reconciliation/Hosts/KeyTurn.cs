using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Which phones still have to get the passwords of a rotated master key. Where the site has waves, they get them in those, as they would those of a commit.</summary>
internal sealed class KeyTurn(HostKeys keys)
{
    /// <summary>True while what is served has the passwords of the previous key alone.</summary>
    public bool Begins(ReconcileState state) => keys.Previous is { } previous && state.Basis is { } basis && basis.MasterKey == previous.Recognition;

    /// <summary>Phones that are served with passwords of the previous key, and would not be with the target; none without waves.</summary>
    public IReadOnlySet<MacAddress> Phones(ReconcileState state, EffectiveFleet served, Fleet target)
    {
        if (keys.Previous is null || target.Site.Rollout is null)
        {
            return ImmutableHashSet<MacAddress>.Empty;
        }

        var stays = target.Phones.Select(p => p.Mac).ToHashSet();
        var begins = Begins(state);
        return served.Phones
            .Where(p => stays.Contains(p.Phone.Mac) && (begins ? PhoneSecrets.Of(p.Phone).Any(s => s.Origin == SecretOrigin.Derive) : p.HasPreviousKey))
            .Select(p => p.Phone.Mac)
            .ToHashSet();
    }
}
