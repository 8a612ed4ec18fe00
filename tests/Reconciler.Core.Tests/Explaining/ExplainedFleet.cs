using Reconciler.Core.Diagnostics;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Explaining;

/// <summary>Specs that were resolved to be explained, in no repository.</summary>
internal static class ExplainedFleet
{
    public const string Mac = "002584061156";

    public static Explainer Of(params Spec[] specs) => Of(Given.Site(), specs);

    public static Explainer Of(SiteSpec site, params Spec[] specs) => new(Resolve(site, specs), new NoLineHistory("None here."));

    public static Fleet Resolve(SiteSpec site, params Spec[] specs)
    {
        var resolution = FleetResolver.Resolve(Given.Specs(site, specs), null);
        Assert.Empty(resolution.Diagnostics.Where(d => d.Severity == Severity.Error));
        return resolution.Fleet!;
    }

    public static ExplainedValue Value(this Explainer explainer, string subject, string name)
    {
        var explanation = explainer.Explain(subject);
        return Assert.Single(explanation.Phone?.Values ?? explanation.Extension!.Values, v => v.FullName == name);
    }

    /// <summary>The value and all that it was laid over, with whose each is.</summary>
    public static IEnumerable<(string Value, string? Spec)> Stack(this ExplainedValue value) =>
        [(value.Value, value.Source?.Spec), .. value.Overridden.Select(o => (o.Value, o.Source?.Spec))];
}
