using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Asterisk;

/// <summary>
/// extensions.conf: the site's numbers, the contexts that calls of phones start in, and the trunks' contexts. Text of users never
/// gets here: the dialplan parses and expands it a second time.
/// </summary>
internal static class DialplanContexts
{
    /// <summary>
    /// The context that holds the site's numbers alone. Other calling contexts include it rather than the site's, which includes
    /// the administrator's as well; and a call keeps its own context there, which bounds what its caller can transfer to.
    /// </summary>
    public static string NumbersOf(string siteContext) => siteContext + "-numbers";

    public static ImmutableArray<DialplanContext> Of(EffectiveFleet fleet)
    {
        var site = fleet.Site.Asterisk.Context.Value;
        var includes = fleet.Site.Asterisk.Contexts
            .DistinctBy(c => c.Name.Value)
            .ToDictionary(c => c.Name.Value, c => c.Include.Select(i => i.Value).ToImmutableArray(), StringComparer.Ordinal);
        var others = fleet.Extensions.Select(e => e.CallingContext).Concat(includes.Keys)
            .Where(c => !string.Equals(c, site, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        var numbers = new NumberLines(fleet).ToLines();
        var contexts = ImmutableArray.CreateBuilder<DialplanContext>();
        contexts.Add(new DialplanContext(site, includes.GetValueOrDefault(site, []), numbers));
        if (others.Count > 0)
        {
            contexts.Add(new DialplanContext(NumbersOf(site), [], [.. numbers.Where(line => line.Priority != DialplanLine.Hint)]));
        }

        foreach (var other in others)
        {
            contexts.Add(new DialplanContext(other, [NumbersOf(site), .. includes.GetValueOrDefault(other, [])], []));
        }

        contexts.AddRange(new RouteLines(fleet).ToContexts());
        return contexts.DrainToImmutable();
    }
}
