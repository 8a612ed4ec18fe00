using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A calling context is the site's own, or one of <c>contexts</c>.</summary>
internal sealed class ContextRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        if (subject.Site is not { } site)
        {
            return;
        }

        var known = new HashSet<string>(StringComparer.Ordinal) { site.Asterisk.Context.Value };
        foreach (var context in site.Asterisk.Contexts)
        {
            known.Add(context.Name.Value);
        }

        foreach (var extension in subject.Specs.Extensions)
        {
            if (extension.Context is { } context && !known.Contains(context.Value) && !subject.MayBeInPart(SpecKinds.Site))
            {
                diagnostics.Add(Codes.UnknownContext.At(
                    context.Location,
                    $"{SpecTitle.Of(extension)} calls from context \"{context.Value}\", which site.yaml does not have.",
                    subject.Suggest(context.Value, known, "Add it to asterisk.contexts with what it includes.")));
            }
        }
    }
}
