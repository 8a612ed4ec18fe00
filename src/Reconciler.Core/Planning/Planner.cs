using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Planning;

/// <summary>Compares two effective fleets by what they mean. Pure.</summary>
public static class Planner
{
    private static readonly ObjectComparison<ExtensionSpec> Extensions = new(e => e.Number.Value.ToString(), e => e.Digest, SemanticFields.Extension);
    private static readonly ObjectComparison<RingGroupSpec> Groups = new(g => g.Number.Value.ToString(), g => g.Digest, SemanticFields.Group);
    private static readonly ObjectComparison<RouteSpec> Routes = new(r => $"{r.Did}@{r.Context}", r => r.Digest, SemanticFields.Route);

    /// <summary>The plan from one fleet to another, without files and commits. Null: nothing is published.</summary>
    public static Plan Create(EffectiveFleet? from, EffectiveFleet to) => Create(new PlanRequest { From = from, To = to });

    public static Plan Create(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var from = request.From;
        var to = request.To;
        var phones = PhoneComparison.Of(request);
        var plan = new Plan
        {
            Base = request.Base,
            Head = request.Head,
            Phones = phones,
            Extensions = from?.Extensions == to.Extensions ? [] : ObjectChange.Between(Specs(from), Specs(to), Extensions),
            Groups = ObjectChange.Between(from?.Groups ?? [], to.Groups, Groups),
            Routes = ObjectChange.Between(from?.Routes ?? [], to.Routes, Routes),
            Site = from?.Site.Digest == to.Site.Digest ? [] : SemanticField<SiteSpec>.Compare(SiteFields.All, from?.Site, to.Site),
            Reach = ReachComparison.Between(from, to),
            Emergency = [.. (to.Site.Emergency.IsEmpty ? from?.Site.Emergency ?? [] : to.Site.Emergency).Select(e => e.Value)],
            Artifacts = request.Artifacts,
            Reloads = Reloads(request.Artifacts),
            Resyncs = [.. phones.Where(p => p.Effects.Contains(PhoneEffect.Resync)).Select(p => p.Mac)],
            Before = new PlanTotals(from?.Phones.Length ?? 0, from?.Extensions.Length ?? 0),
            After = new PlanTotals(to.Phones.Length, to.Extensions.Length),
            Hash = default,
        };
        return plan with { Hash = PlanHash.Of(plan) };
    }

    private static ImmutableArray<ExtensionSpec> Specs(EffectiveFleet? fleet) => fleet is null ? [] : [.. fleet.Extensions.Select(e => e.Spec)];

    private static ImmutableArray<AsteriskModule> Reloads(ImmutableArray<ArtifactChange> artifacts)
    {
        var files = artifacts.Where(a => a.Target == ArtifactTarget.Asterisk).Select(a => a.Path).ToHashSet(StringComparer.Ordinal);
        return [.. AsteriskModule.InReloadOrder.Where(m => files.Contains(m.File))];
    }
}
