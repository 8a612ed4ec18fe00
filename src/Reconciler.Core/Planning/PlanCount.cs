using System.Collections.Immutable;
using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Planning;

/// <summary>How many objects of one kind come, change, go and are replaced.</summary>
public sealed record PlanCount(string What, int Added, int Changed, int Removed, int Replaced)
{
    public int Total => Added + Changed + Removed + Replaced;

    public static PlanCount Of(string what, IEnumerable<PlanVerb> verbs)
    {
        Span<int> counts = stackalloc int[4];
        foreach (var verb in verbs)
        {
            counts[(int)verb]++;
        }

        return new PlanCount(what, counts[(int)PlanVerb.Add], counts[(int)PlanVerb.Change], counts[(int)PlanVerb.Remove], counts[(int)PlanVerb.Replace]);
    }

    /// <summary>Of every kind, in the order in which they are told.</summary>
    public static ImmutableArray<PlanCount> AllOf(Plan plan) =>
    [
        Of("phones", plan.Phones.Select(p => p.Verb)),
        Of("extensions", plan.Extensions.Select(e => e.Verb)),
        Of("groups", plan.Groups.Select(g => g.Verb)),
        Of("routes", plan.Routes.Select(r => r.Verb)),
        Of("site", plan.Site.Select(_ => PlanVerb.Change)),
        Of("artifacts", plan.Artifacts.Select(a => a.Verb)),
    ];

    /// <summary><c>1 added, 2 changed</c>: only what is not none.</summary>
    public override string ToString() => string.Join(
        ", ",
        new[] { (Added, "added"), (Changed, "changed"), (Removed, "removed"), (Replaced, "replaced") }.Where(c => c.Item1 > 0).Select(c => $"{c.Item1} {c.Item2}"));
}
