using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Text;

namespace Reconciler.Core.Asterisk;

/// <summary>Names of contexts: usable, not taken by ours, and trunks kept apart from phones.</summary>
internal sealed class ContextNameRule : IRule<Fleet>
{
    /// <summary>Sections of extensions.conf that are no contexts.</summary>
    private static readonly string[] Reserved = ["general", "globals"];

    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private static IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var site = fleet.Site.Asterisk.Context;
        var numbers = DialplanContexts.NumbersOf(site.Value);
        if (ProblemOf(site.Value) is null && ConfText.ProblemOfSection(numbers) is not null)
        {
            yield return Codes.ContextConflict.At(
                site.Location, $"The site's context is too long: \"{numbers}\" would be longer than Asterisk's 79 characters.", "Shorten it.");
        }

        foreach (var context in AllNames(fleet).DistinctBy(c => (c.Value, c.Location)))
        {
            if (ProblemOf(context.Value) is { } problem)
            {
                yield return Codes.ContextConflict.At(context.Location, $"The context name {problem}.", "Give another name.");
            }
            else if (string.Equals(context.Value, numbers, StringComparison.Ordinal))
            {
                yield return Codes.ContextConflict.At(
                    context.Location, $"\"{numbers}\" is what Reconciler calls the context of the site's numbers.", "Give another name.");
            }
        }

        foreach (var finding in TrunksApart(fleet).Concat(SelfIncludes(fleet)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Located<string>> AllNames(Fleet fleet)
    {
        var asterisk = fleet.Site.Asterisk;
        return asterisk.Contexts.SelectMany(c => c.Include.Prepend(c.Name))
            .Prepend(asterisk.Context)
            .Concat(fleet.Extensions.Select(e => e.Spec.Context).OfType<Located<string>>())
            .Concat(fleet.Routes.Select(r => r.Context));
    }

    private static string? ProblemOf(string name) =>
        Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? $"\"{name}\" is a section of Asterisk's own"
            : ConfText.ProblemOfSection(name);

    /// <summary>A number that a phone dials is looked for in its calling context and in all that is included there: a DID there would take the call.</summary>
    private static IEnumerable<Diagnostic> TrunksApart(Fleet fleet)
    {
        var asterisk = fleet.Site.Asterisk;
        var calling = fleet.Extensions.Select(e => e.CallingContext)
            .Concat(asterisk.Contexts.Select(c => c.Name.Value))
            .Append(asterisk.Context.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var includers = asterisk.Contexts.SelectMany(c => c.Include, (context, include) => (Include: include.Value, context.Name.Value))
            .DistinctBy(i => i.Include, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(i => i.Include, i => i.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var route in fleet.Routes)
        {
            var context = route.Context.Value;
            if (calling.Contains(context))
            {
                yield return Codes.ContextConflict.At(
                    route.Context.Location,
                    $"\"{context}\" is the context of a trunk and of phones at once, so callers from outside could dial what phones can.",
                    "Give the trunk a context of its own.");
            }
            else if (includers.TryGetValue(context, out var includer))
            {
                yield return Codes.ContextConflict.At(
                    route.Context.Location,
                    $"Phones dial into \"{context}\", which \"{includer}\" includes: DID {route.Did.Value} would take calls that are to go out there.",
                    "Give the trunk a context of its own, which no context of the phones includes.");
            }
        }
    }

    private static IEnumerable<Diagnostic> SelfIncludes(Fleet fleet) =>
        from context in fleet.Site.Asterisk.Contexts
        from include in context.Include
        where string.Equals(include.Value, context.Name.Value, StringComparison.Ordinal)
        select Codes.ContextConflict.At(include.Location, $"The context \"{include.Value}\" includes itself.", "Remove it.");
}
