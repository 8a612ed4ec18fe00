using System.Collections.Immutable;
using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Planning.Narration;

/// <summary>A plan as a few lines that are kept with the run that carried it out: from the plan alone, so that its cost is that of the change. Secrets are their references.</summary>
public static class PlanLines
{
    private const int MostLines = 200;
    private const int MostFields = 12;

    /// <summary>The site first, then phones, extensions, ring groups and routes; what finds no room is counted in the last line.</summary>
    public static ImmutableArray<string> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var all = plan.Site.Select(c => $"site.yaml: {Field(c)}")
            .Concat(plan.Phones.Select(PhoneLine))
            .Concat(plan.Extensions.Select(e => ObjectLine("extension", e)))
            .Concat(plan.Groups.Select(g => ObjectLine("ring group", g)))
            .Concat(plan.Routes.Select(r => ObjectLine("DID", r)));
        var count = plan.Site.Length + plan.Phones.Length + plan.Extensions.Length + plan.Groups.Length + plan.Routes.Length;
        ImmutableArray<string> lines = [.. all.Take(MostLines)];
        return count > MostLines ? lines.Add($"and {count - MostLines} more") : lines;
    }

    private static string PhoneLine(PhoneChange phone)
    {
        var name = phone.Description is { } description ? $" {Words.Quote(description)}" : "";
        var replaced = phone.Replaces is { } old ? $" in place of {old.WithColons}" : "";
        return Line($"phone {phone.Mac.WithColons}{name} ({phone.Model})", phone.Verb, replaced, phone.Verb == PlanVerb.Add ? [] : phone.Changes);
    }

    private static string ObjectLine(string kind, ObjectChange change) => Line($"{kind} {Words.Legible(change.Id)}", change.Verb, "", change.Verb == PlanVerb.Add ? [] : change.Changes);

    private static string Line(string what, PlanVerb verb, string rest, ImmutableArray<ValueChange> changes)
    {
        var done = verb switch
        {
            PlanVerb.Add => "added",
            PlanVerb.Remove => "removed",
            PlanVerb.Replace => "added",
            _ => "changed",
        };
        var fields = changes.IsEmpty ? "" : $": {string.Join("; ", changes.Take(MostFields).Select(Field))}{(changes.Length > MostFields ? $"; and {changes.Length - MostFields} more" : "")}";
        return $"{what} {done}{rest}{fields}";
    }

    private static string Field(ValueChange change) => $"{Words.Legible(change.Name)} {Words.Becomes(change.From, change.To)}";
}
