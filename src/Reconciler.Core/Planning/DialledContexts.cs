using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Planning;

/// <summary>The administrator's contexts that a number is looked for in, as Asterisk searches includes: depth first, in the order written, each once.</summary>
internal sealed class DialledContexts
{
    private readonly Dictionary<string, string[]> _includes;
    private readonly Dictionary<string, ImmutableArray<string>> _found = new(StringComparer.Ordinal);

    public DialledContexts(SiteSpec site) => _includes = site.Asterisk.Contexts
        .DistinctBy(c => c.Name.Value)
        .ToDictionary(c => c.Name.Value, c => c.Include.Select(i => i.Value).ToArray(), StringComparer.Ordinal);

    /// <summary>Those that a call from <paramref name="context"/> may leave by, the first searched first; contexts of the site itself lead nowhere and are left out.</summary>
    public ImmutableArray<string> From(string context)
    {
        if (!_found.TryGetValue(context, out var found))
        {
            var order = new List<string>();
            Search(context, new HashSet<string>(StringComparer.Ordinal), order);
            _found.Add(context, found = [.. order]);
        }

        return found;
    }

    // With a stack of its own: a chain of includes may be as long as the site's limits let it be.
    private void Search(string start, HashSet<string> seen, List<string> order)
    {
        var open = new Stack<string>([start]);
        while (open.TryPop(out var context))
        {
            if (!seen.Add(context))
            {
                continue;
            }

            if (!_includes.TryGetValue(context, out var includes))
            {
                if (context != start)
                {
                    order.Add(context);
                }

                continue;
            }

            foreach (var include in includes.Reverse())
            {
                open.Push(include);
            }
        }
    }
}
