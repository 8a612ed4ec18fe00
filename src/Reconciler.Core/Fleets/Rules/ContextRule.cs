using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A calling context is the site's own, or one of <c>contexts</c>.</summary>
internal sealed class ContextRule : IFleetRule
{
    public void Check(FleetIndex index, DiagnosticList diagnostics)
    {
        if (index.Site is not { } site)
        {
            return;
        }

        var known = new HashSet<string>(StringComparer.Ordinal) { site.Asterisk.Context.Value };
        foreach (var context in site.Asterisk.Contexts)
        {
            known.Add(context.Name.Value);
        }

        foreach (var extension in index.Specs.Extensions)
        {
            if (extension.Context is { } context && !known.Contains(context.Value) && !index.MayBeInPart(SpecKinds.Site))
            {
                diagnostics.Add(Codes.UnknownContext.At(
                    context.Location,
                    $"{SpecTitle.Of(extension)} calls from context \"{context.Value}\", which site.yaml does not have.",
                    index.Suggest(context.Value, known, "Add it to asterisk.contexts with what it includes.")));
            }
        }
    }
}
