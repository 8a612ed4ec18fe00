using System.Collections.Immutable;

namespace Reconciler.Core.Planning;

/// <summary>A plan in plain text: counts first, then a line a phone and a line an extension, group and route.</summary>
public static class PlanSummary
{
    public static void Write(TextWriter text, PlanDocument document)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(document);
        var plan = document.Plan;
        if (plan.IsEmpty && plan.Artifacts.IsEmpty)
        {
            Line(text, "No changes.");
            return;
        }

        foreach (var count in CountsOf(plan).Where(c => c.Total > 0))
        {
            Line(text, $"{count.What}: {count}");
        }

        if (!plan.Reloads.IsEmpty)
        {
            Line(text, $"reloads: {string.Join(", ", plan.Reloads)}");
        }

        foreach (var phone in plan.Phones)
        {
            Line(text, Describe(phone));
        }

        WriteObjects(text, "extension", plan.Extensions);
        WriteObjects(text, "group", plan.Groups);
        WriteObjects(text, "route", plan.Routes);
        foreach (var change in plan.Site)
        {
            Line(text, $"~ site {Describe(change)}");
        }

        WriteGuard(text, document);
    }

    /// <summary>How many of each kind come, change and go.</summary>
    internal static ImmutableArray<PlanCount> CountsOf(Plan plan) =>
    [
        PlanCount.Of("phones", plan.Phones.Select(p => p.Verb)),
        PlanCount.Of("extensions", plan.Extensions.Select(e => e.Verb)),
        PlanCount.Of("groups", plan.Groups.Select(g => g.Verb)),
        PlanCount.Of("routes", plan.Routes.Select(r => r.Verb)),
        PlanCount.Of("site", plan.Site.Select(_ => PlanVerb.Change)),
        PlanCount.Of("artifacts", plan.Artifacts.Select(a => a.Verb)),
    ];

    private static string Describe(PhoneChange phone)
    {
        var line = $"{Sign(phone.Verb)} phone {phone.Mac.WithColons} {phone.Model}";
        line += phone.Description is null ? "" : $" ({phone.Description})";
        line += phone.Replaces is { } old ? $" replaces {old.WithColons}" : "";
        line += phone.Verb == PlanVerb.Change ? $": {string.Join("; ", phone.Changes.Select(Describe))}" : "";
        return phone.Effects.IsEmpty ? line : $"{line} [{string.Join(", ", phone.Effects.Select(PlanJson.Name))}]";
    }

    private static void WriteObjects(TextWriter text, string what, ImmutableArray<ObjectChange> objects)
    {
        foreach (var change in objects)
        {
            var line = $"{Sign(change.Verb)} {what} {change.Id}";
            Line(text, change.Verb == PlanVerb.Remove ? line : $"{line}: {string.Join("; ", change.Changes.Select(Describe))}");
        }
    }

    private static string Describe(ValueChange change) => change switch
    {
        { From: null } => $"{change.Name} {Quote(change.To)}",
        { To: null } => $"{change.Name} {Quote(change.From)} -> none",
        _ => $"{change.Name} {Quote(change.From)} -> {Quote(change.To)}",
    };

    private static string Quote(string? value) => $"\"{value}\"";

    private static void WriteGuard(TextWriter text, PlanDocument document)
    {
        if (document.Guard is not { Reasons.IsEmpty: false } verdict)
        {
            return;
        }

        Line(text, verdict.Allowed ? $"The guard's objections are overruled by {verdict.ApprovedBy}:" : "The guard refuses this change:");
        foreach (var reason in verdict.Reasons)
        {
            Line(text, $"  {reason}");
        }

        if (!verdict.Allowed)
        {
            Line(text, $"If it is meant, add the trailer `Allow-Plan: {document.Plan.Hash}` to a commit, or run `reconciler approve {document.Plan.Hash}`.");
        }
    }

    private static string Sign(PlanVerb verb) => verb switch
    {
        PlanVerb.Add => "+",
        PlanVerb.Remove => "-",
        _ => "~",
    };

    private static void Line(TextWriter text, string line)
    {
        text.Write(line);
        text.Write('\n');
    }
}
