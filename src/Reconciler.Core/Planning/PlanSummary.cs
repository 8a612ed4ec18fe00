using System.Collections.Immutable;
using System.Text;

namespace Reconciler.Core.Planning;

/// <summary>A plan in plain text: counts first, then a line a phone and a line an extension, group and route.</summary>
public static class PlanSummary
{
    /// <summary>The text, each line ended; <paramref name="verdict"/> is told where the guard has reasons.</summary>
    public static string Write(Plan plan, GuardVerdict? verdict = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        if (plan.IsEmpty && plan.Artifacts.IsEmpty)
        {
            return "No changes.\n";
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

        WriteGuard(text, plan, verdict);
        return text.ToString();
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

    private static void WriteObjects(StringBuilder text, string what, ImmutableArray<ObjectChange> objects)
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

    private static void WriteGuard(StringBuilder text, Plan plan, GuardVerdict? verdict)
    {
        if (verdict is not { Reasons.IsEmpty: false })
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
            Line(text, $"If it is meant, add the trailer `Allow-Plan: {plan.Hash}` to a commit, or run `reconciler approve {plan.Hash}`.");
        }
    }

    private static string Sign(PlanVerb verb) => verb switch
    {
        PlanVerb.Add => "+",
        PlanVerb.Remove => "-",
        _ => "~",
    };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
