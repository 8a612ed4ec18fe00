using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Policies;

/// <summary>The contexts that the specs themselves make.</summary>
internal static class OwnContexts
{
    public static HashSet<string> Of(Fleet fleet)
    {
        var site = fleet.Site.Asterisk.Context.Value;
        return [site, DialplanContexts.NumbersOf(site), .. fleet.Site.Asterisk.Contexts.Select(c => c.Name.Value)];
    }
}
